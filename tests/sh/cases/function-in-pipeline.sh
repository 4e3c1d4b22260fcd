f() { tr a-z A-Z; }
echo shout | f
f2() { echo from f2; }
f2 | cat
