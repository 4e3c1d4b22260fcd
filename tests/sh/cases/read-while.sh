printf '1\n2\n3' > f
while read x; do echo "n $x"; done < f
echo "left [$x]"
