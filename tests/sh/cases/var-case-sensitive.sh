a=1 A=2 _b=3 b_1=4
echo $a $A $_b $b_1
