for i in a b c; do
	case $i in
	a) continue;;
	b) echo b; break;;
	esac
	echo never
done
echo out
