x=global
f() { x=changed; y=new; }
f
echo $x $y
