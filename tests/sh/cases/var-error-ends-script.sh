echo before
: ${nosuch?gone} 2> /dev/null
echo after
