f() if [ "$1" ]; then echo arg; else echo none; fi
f; f x
g() for i in 1 2; do echo $i; done
g
h() case $1 in a) echo A;; esac
h a
