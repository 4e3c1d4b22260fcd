echo ${a:-${b:-${c:-deep}}}
echo "${a:-"${b:-"x y"}"}"
echo ${a:-'}'} ${a:-\}} "${a:-x}y"
