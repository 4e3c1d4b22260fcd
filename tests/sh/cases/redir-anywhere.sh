> f echo before
cat f
echo a > f b
cat f
< f cat
2> /dev/null echo x
