echo data | cat > f
cat f
cat < f | tr a-z A-Z > g
cat g
{ echo e >&2; echo o; } 2>&1 | sort
