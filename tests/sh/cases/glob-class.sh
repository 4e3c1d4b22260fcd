touch a1 B2 _3
echo [[:alpha:]]* [[:digit:]]* [[:upper:]]*
