> created
[ -e created ] && echo yes
x=1 > other
echo $x
