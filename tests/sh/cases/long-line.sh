x=
i=0
while [ $i -lt 200 ]; do x="$x word$i"; i=$((i+1)); done
echo $x | wc -w | tr -d ' '
set -- $x
echo $# ${200}
