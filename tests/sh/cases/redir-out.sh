echo a > f
cat f
echo b > f
cat f
echo c >> f
cat f
>g
cat g
echo "[$(cat g)]"
