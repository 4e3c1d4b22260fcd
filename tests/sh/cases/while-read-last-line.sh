printf 'a b\nc d' | while read x y; do echo "$y $x"; done
printf 'a b\nc d' | { while read x y || [ -n "$x" ]; do echo "$y-$x"; done; }
