for i in 1 2 3; do echo $i; done | while read n; do echo "<$n>"; done
if true; then echo from if; fi | cat
{ echo a; echo b; } | sort -r
( echo c; echo d ) | sort -r
