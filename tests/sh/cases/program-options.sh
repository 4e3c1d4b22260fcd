parse() {
	verbose=no out=
	while [ $# -gt 0 ]; do
		case $1 in
		-v) verbose=yes;;
		-o) out=$2; shift;;
		--) shift; break;;
		-*) echo "bad $1"; return 2;;
		*) break;;
		esac
		shift
	done
	echo "v=$verbose o=$out rest=$*"
}
parse -v -o file a b
parse -x; echo $?
parse -- -v
