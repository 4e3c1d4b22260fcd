[ a = a -a b = b ] && echo 1
[ a = b -o b = b ] && echo 2
[ a = a -a b = c ] || echo 3
[ \( a = b -o c = c \) -a d = d ] && echo 4
[ a -a b ] && echo 5
