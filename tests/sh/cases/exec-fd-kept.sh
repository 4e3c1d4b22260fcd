exec 3>&1
(echo through three >&3) > /dev/null
exec 3>&-
