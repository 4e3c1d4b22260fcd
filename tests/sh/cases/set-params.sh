set -- a b c
echo $# $2
set x y
echo $# $1
set --
echo $#
set -- -x -y
echo $1 $2
