x=1
true | x=2
echo $x
