x=/usr/local/bin/prog.tar.gz
echo ${x#*/} ${x##*/} ${x#nomatch} ${x#/usr}
echo ${x%.*} ${x%%.*} ${x%/*} ${x%nomatch}
