x=a
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do x=$x$x; done
echo ${#x}
y=$(echo $x)
echo ${#y}
