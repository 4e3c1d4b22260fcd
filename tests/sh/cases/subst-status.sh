x=$(false)
echo $?
x=$(exit 7)
echo $?
echo $(exit 3)
echo $?
x=$(true) y=$(exit 4)
echo $?
