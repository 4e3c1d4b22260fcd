set -e
echo $(false; echo hmm)
x=$(false)
echo never
