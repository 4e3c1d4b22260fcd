echo 'a b c d' > f
read x y z < f; echo "[$x][$y][$z]"
read x y z w v < f; echo "[$x][$w][$v]"
echo '   lead and trail   ' > f
read x < f; echo "[$x]"
read x y < f; echo "[$x][$y]"
