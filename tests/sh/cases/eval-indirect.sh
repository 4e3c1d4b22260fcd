a=b b=value
eval echo \$$a
eval "c=\$$a"
echo $c
