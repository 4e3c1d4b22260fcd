{ echo a; echo b; } > f
cat f
for i in 1 2; do echo $i; done > f
cat f
while read x; do echo "r $x"; done < f
if true; then echo c; fi > f
cat f
case x in x) echo d;; esac > f
cat f
(echo e) > f
cat f
f() { echo in function; } > g
f
cat g
