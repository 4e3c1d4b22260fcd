for x in apple banana cherry date; do
	case $x in
	a*) echo "$x a";;
	b*|c*) echo "$x bc";;
	*) echo "$x other"
	esac
done
