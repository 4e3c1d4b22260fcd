x=0123456789012345678901234567890123456789
x=$x$x$x$x$x$x$x$x$x$x
x=$x$x$x$x$x$x$x$x$x$x
x=$x$x$x$x$x
wc -c <<END | tr -d ' '
$x
END
