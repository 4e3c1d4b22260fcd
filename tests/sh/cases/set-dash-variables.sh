set -- "a  b" c
IFS=-
echo "$*"
echo $*
