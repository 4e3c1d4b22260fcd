for i in ${nosuch:-1 2 3}; do echo $i; done
for i in "${nosuch:-1 2 3}"; do echo $i; done
for i in ${nosuch:-"1 2" 3}; do echo $i; done
