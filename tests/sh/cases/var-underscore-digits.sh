a_1=x _=y a1b2=z
echo $a_1 $a1b2 ${a_1}b
