[ = = = ] && echo 1
[ "(" = "(" ] && echo 2
[ ! = ! ] && echo 3
[ -n ] && echo 4
[ -f = -f ] && echo 5
x=-n
[ "$x" = -n ] && echo 6
[ ! -n "" ] && echo 7
