type cd | head -n 1
command -v echo
command -v for
command exit 3
