f() { echo "x=$x"; }
x=out
x=in f
echo $x
