cat <<'E'ND
$x not
END
