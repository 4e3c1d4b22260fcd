[ a = a ] && echo 1
[ a = b ] || echo 2
[ a != b ] && echo 3
[ -n x ] && echo 4
[ -z "" ] && echo 5
[ "" ] || echo 6
[ x ] && echo 7
[ ] || echo 8
test && echo no || echo 9
