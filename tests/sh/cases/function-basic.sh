f() { echo hello; }
f
f () {
	echo two
}
f
g() (echo subshell body; x=9)
g; echo "[$x]"
