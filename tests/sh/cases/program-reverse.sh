reverse=
for w in one two three four; do reverse="$w $reverse"; done
echo $reverse
