unset x; e=
echo ${x=a} $x
echo ${e=a} "[$e]"
echo ${e:=b} $e
