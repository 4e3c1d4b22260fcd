[ ! a = b ] && echo 1
[ ! -f nosuch ] && echo 2
[ ! x ] || echo 3
[ ! "" ] && echo 4
[ ! ] && echo 5
