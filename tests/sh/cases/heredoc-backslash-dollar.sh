x=5
cat <<END
\$x $x \\$x \a
END
