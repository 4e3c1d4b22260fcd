set -e
if false; then :; fi
false || echo or
false && true
! true
while false; do :; done
echo survived
