read x
echo "[$x]"
read a b
echo "[$a][$b]"
read a
echo "[$a]"
read x
echo "[$x]"
read -r x
echo "$?[$x]"
read x
echo "$?[$x]"
