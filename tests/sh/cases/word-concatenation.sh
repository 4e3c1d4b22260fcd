x=1
echo a"b"'c'\d$x"${x}"$(echo e)`echo f`$((x+1))
