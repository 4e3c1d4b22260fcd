n=3
while test $n -gt 0; do echo $n; n=$((n-1)); done
