for i in 1 2; do for j in 1 2; do echo $i$j; break 5; done; done
echo after
