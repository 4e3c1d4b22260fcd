touch x1 x2
echo ${nosuch:-x*} "${nosuch:-x*}"
