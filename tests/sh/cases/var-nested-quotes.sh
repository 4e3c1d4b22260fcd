x='a b'
echo "${x:-"in ner"}" "${y:-"in ner"}" "${y:-'single'}" ${y:-'sin gle'}
echo "${y-\}}" "${y-a\$b}"
