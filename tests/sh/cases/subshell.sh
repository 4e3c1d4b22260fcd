x=1; (x=2; echo $x); echo $x
(exit 4); echo $?
(cd /; pwd)
(echo a; (echo b; (echo c)))
