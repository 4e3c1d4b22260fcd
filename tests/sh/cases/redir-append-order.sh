echo 1 >> f; echo 2 >> f
cat f
cat < f > g; cat g
