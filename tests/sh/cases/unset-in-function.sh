x=1
f() { unset x; echo "[$x]"; }
f
echo "[$x]"
