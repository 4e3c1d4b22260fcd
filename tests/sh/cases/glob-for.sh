touch 1.t 2.t 3.t
for f in *.t; do echo "file $f"; done
