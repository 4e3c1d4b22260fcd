x=1 y=2
unset x
echo "[$x][$y]"
unset x y nosuch
echo $? "[$y]"
f() { echo f; }
unset -f f
f 2> /dev/null || echo gone
