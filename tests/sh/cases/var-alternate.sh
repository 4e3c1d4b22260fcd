unset x; e=; y=1
echo "[${x+a}]" "[${x:+a}]" "[${e+a}]" "[${e:+a}]" "[${y+a}]" "[${y:+a b}]"
