touch a.c b.c
p='*.c'
echo $p "$p"
x=*.c
echo $x "$x"
