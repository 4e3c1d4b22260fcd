touch x1 x2
set -- 'x*'
echo $1 "$1" $@ "$@"
