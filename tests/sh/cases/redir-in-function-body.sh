f() {
	echo x
	echo y >&2
} 2>/dev/null
f
