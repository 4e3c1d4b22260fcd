f() { exit 9; }
f
echo never
