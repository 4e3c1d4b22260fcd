f() { export x=from_f; }
f
sh -c 'echo $x'
