x=global
f() { local x; x=inner; echo $x; g; }
g() { echo "g sees $x"; }
f
echo $x
h() { local x=5 y; y=6; echo $x $y; }
h
echo $x "[$y]"
