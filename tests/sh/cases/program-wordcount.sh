for w in a b a c b a; do echo $w; done | sort | uniq -c | while read n w; do
	echo "$w:$n"
done
