x=1 y=2
echo $x $y
x=a"b"'c'$y
echo $x
x=
echo "[$x]"
x='  spaces  '
echo "[$x]" [$x]
