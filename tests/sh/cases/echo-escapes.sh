echo 'a\nb'
echo 'tab\there' 'back\\slash'
echo 'oct\0101\012x' 
echo 'stop\chere' and more
echo next
