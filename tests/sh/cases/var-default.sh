unset x; e=
echo ${x-a} ${x:-b} ${e-c} ${e:-d}
x=1
echo ${x-a} ${x:-b}
echo "${nosuch:-a  b}" ${nosuch:-a  b}
echo ${nosuch:-"q  q"}
echo ${nosuch:-$x} ${nosuch:-${x:-y}} ${nosuch-$(echo sub)}
