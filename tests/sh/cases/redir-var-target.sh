f=out
echo x > $f
cat out
echo y >> "$f"
cat out
echo z > "name with blank"
cat "name with blank"
