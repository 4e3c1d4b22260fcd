set -u
x=1
echo $x ${nosuch-default}
echo "$@" $#
(echo $nosuch) 2> /dev/null
echo $?
echo $nosuch2
echo never
