for x in '' a ab '*' '[a]' 5 -; do
	case "$x" in
	'') echo empty;;
	'*') echo star;;
	\[a]) echo bracket;;
	[0-9]) echo digit;;
	?) echo one;;
	*) echo more;;
	esac
done
