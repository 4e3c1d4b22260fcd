echo 2>f
cat f
echo 2 >f
cat f
echo 12>f
cat f
