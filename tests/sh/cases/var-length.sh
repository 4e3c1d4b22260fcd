x=hello; e=
echo ${#x} ${#e} ${#nosuch} "${#x}"
set -- a b c
echo ${#} ${#@} ${#*} $#
