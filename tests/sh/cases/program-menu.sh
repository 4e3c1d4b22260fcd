handle() {
	case $1 in
	add) shift; total=0; for n; do total=$((total+n)); done; echo $total;;
	join) shift; IFS=-; echo "$*"; unset IFS;;
	*) echo "unknown: $1" ; return 1;;
	esac
}
handle add 1 2 3
handle join a b c
handle nothing || echo "failed $?"
