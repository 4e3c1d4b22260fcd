x=1
export x
y=2
sh -c 'echo "[$x][$y]"'
export y=3
sh -c 'echo "[$x][$y]"'
