echo x > f
mkdir d
> empty
[ -f f ] && echo 1
[ -d d ] && echo 2
[ -e f ] && [ -e d ] && echo 3
[ -f d ] || echo 4
[ -d f ] || echo 5
[ -s f ] && echo 6
[ -s empty ] || echo 7
[ -e nosuch ] || echo 8
[ -r f ] && echo 9
[ -c /dev/null ] && echo 10
