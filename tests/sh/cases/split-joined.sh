x='1 2' y='3 4'
for i in $x$y; do echo "[$i]"; done
for i in a$x"b"; do echo "[$i]"; done
for i in $x"$y"; do echo "[$i]"; done
