read a
cat
