echo "cost: 5$" a$ $
echo "$ x" '$'
