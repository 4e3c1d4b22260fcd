i=0
while [ $i -lt 300 ]; do
	echo 'a line that is repeated so that the pipe fills up and must be drained, 0123456789'
	i=$((i+1))
done | cat | wc -c | tr -d ' '
