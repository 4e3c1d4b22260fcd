n=2
while [ $n -lt 40 ]; do
	d=2 prime=yes
	while [ $((d*d)) -le $n ]; do
		if [ $((n%d)) = 0 ]; then prime=no; break; fi
		d=$((d+1))
	done
	case $prime in yes) echo -n "$n ";; esac
	n=$((n+1))
done
echo
