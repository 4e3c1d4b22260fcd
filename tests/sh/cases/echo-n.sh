echo -n no newline
echo -n
echo "|"
