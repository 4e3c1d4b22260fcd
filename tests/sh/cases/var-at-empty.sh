set --
for i in "$@"; do echo "[$i]"; done
echo $#
f() { echo $#; }
f "$@"
f "$*"
f $@
f ""
