s=hello out=
while [ -n "$s" ]; do
	rest=${s#?}
	c=${s%"$rest"}
	out=$c$out
	s=$rest
done
echo $out
