: < nosuch 2>/dev/null
echo not reached in dash
