printf 'hello\n'
printf '%s %s\n' a b
printf '%d %5d|%-5d|%05d\n' 1 2 3 4
printf '%x %X %o %c\n' 255 255 8 abc
printf '%%\n'
