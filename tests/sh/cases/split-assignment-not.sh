x='a   b'
y=$x
echo "$y"
y=$(echo "p   q")
echo "$y"
