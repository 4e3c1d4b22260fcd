return 3
echo never
