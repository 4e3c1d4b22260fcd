x=abc
echo ${x}def "${x}def" $xdef
echo ${x}${x}
