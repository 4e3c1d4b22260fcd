x=1 xy=2
echo $x$xy ${x}y $x.y $x-y $x/y "$x"y
