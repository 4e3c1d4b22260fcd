x='a b'
for i in "$x" '$x' "a $x"; do echo "[$i]"; done
