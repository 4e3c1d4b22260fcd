[ 1 -eq 1 ] && echo 1
[ 1 -ne 2 ] && echo 2
[ 1 -lt 2 ] && echo 3
[ 2 -gt 1 ] && echo 4
[ 2 -ge 2 ] && echo 5
[ 2 -le 2 ] && echo 6
[ -5 -lt 3 ] && echo 7
[ 010 -eq 10 ] && echo 8
[ x -eq 1 ] 2> /dev/null
echo $?
