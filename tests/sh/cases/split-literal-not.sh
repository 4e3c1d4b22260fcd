IFS=b
for i in abc a"b"c; do echo "[$i]"; done
x=abc
for i in $x; do echo "[$i]"; done
