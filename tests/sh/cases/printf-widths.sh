printf '[%5s][%-5s][%.2s][%*s]\n' ab ab abcdef 4 x
printf '[%5.1f][%e][%g]\n' 3.14159 1234.5 0.0001
