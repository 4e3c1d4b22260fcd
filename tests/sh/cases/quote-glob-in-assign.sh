touch a1 a2
x=a*
echo "$x"
echo $x
y="a*"
echo $y
