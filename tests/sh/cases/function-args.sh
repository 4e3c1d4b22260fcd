f() { echo "$#: $1 $2 [$*]"; }
f
f a
f a 'b c'
set -- p q
f z
echo $1 $2
