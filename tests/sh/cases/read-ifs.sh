echo 'a:b c::d:' > f
IFS=: read x y z w < f
echo "[$x][$y][$z][$w]"
IFS= read x < f; echo "[$x]"
echo '  keep  ' > f
IFS= read -r x < f; echo "[$x]"
