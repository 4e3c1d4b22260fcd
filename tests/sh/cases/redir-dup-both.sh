exec 3>&1 4>&2
{ echo out; echo err >&2; } >f 2>&3
cat f
exec 3>&- 4>&-
