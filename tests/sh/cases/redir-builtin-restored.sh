echo a > f
echo b
read x < f
read y
echo "$x / $y"
