x=val
cat <<END
$x ${x} $(echo sub) `echo bq` $((1+2))
\$x \\ \` "quotes" 'single' \n
END
