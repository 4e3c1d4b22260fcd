for i in 1 2 3; do echo $i; done > f
while read x; do echo "got $x"; done < f
n=0
while read x; do n=$((n+x)); done < f
echo $n
