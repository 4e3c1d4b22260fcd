readonly x=1
echo $x
(x=2) 2> /dev/null
echo $?
