false
x=$?
echo $x
false
x=$(echo $?)
echo $x
