echo text > f
cat < f
read x < f
echo "$x"
wc -l < f | tr -d ' '
