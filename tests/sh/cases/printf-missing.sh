printf '%s|%d|\n'
printf '%s|%d|\n' a
printf '%d\n' abc 2> /dev/null
echo $?
printf '%d %d\n' 0x1f 010
printf "%d\n" "'A"
