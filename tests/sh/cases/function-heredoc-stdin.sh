f() { read x; echo "f got $x"; }
f <<END
data
END
