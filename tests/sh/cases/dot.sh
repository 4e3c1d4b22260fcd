echo 'x=5; echo in file $1; false' > f
. ./f
echo $? $x
echo 'return 3; echo never' > g
. ./g
echo $?
