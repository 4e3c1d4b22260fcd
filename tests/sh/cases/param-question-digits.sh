set -- a
echo ${1} ${2-none} ${1:+set}
echo ${1?} ${#1}
