IFS=:
x='a:b::c:'
for i in $x; do echo "[$i]"; done
x=':a'
for i in $x; do echo "[$i]"; done
