f() {
	cat <<END
hello $1
END
}
f a
f b
