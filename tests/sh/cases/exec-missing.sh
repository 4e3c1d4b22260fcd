exec nosuchcommand 2> /dev/null
echo never
