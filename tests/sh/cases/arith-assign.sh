x=1
echo $((x=5)) $x
echo $((x+=3)) $((x-=1)) $((x*=2)) $((x/=7)) $((x%=2)) $x
echo $((x=7, 1)) 2> /dev/null
