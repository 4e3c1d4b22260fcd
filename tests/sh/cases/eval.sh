eval echo a b
x='echo "p  q"'
eval $x
eval "$x"
eval 'y=5; echo $y'
eval
echo $?
eval false
echo $?
eval "echo one
echo two"
