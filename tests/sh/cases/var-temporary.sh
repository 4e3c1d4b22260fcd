x=old
x=new sh -c 'echo $x'
echo $x
y=1 true
echo "[$y]"
