echo 'a:b:' > f
IFS=: read x y < f; echo "[$x][$y]"
echo 'a:b:c:' > f
IFS=: read x y < f; echo "[$x][$y]"
echo 'a:' > f
IFS=: read x y < f; echo "[$x][$y]"
