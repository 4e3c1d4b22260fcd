P=/bin:/usr/bin:/usr/local/bin
IFS=:
for d in $P; do echo "dir $d"; done
unset IFS
