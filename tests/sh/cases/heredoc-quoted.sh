x=val
cat <<'END'
$x $(echo sub) \$x \\
END
cat <<"END"
$x
END
cat <<\END
$x
END
