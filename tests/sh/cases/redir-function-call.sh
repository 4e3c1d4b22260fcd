f() { echo "to file"; cat; }
echo input | f > out
cat out
