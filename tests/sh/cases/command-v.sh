command -v cd
command -v nosuchcommand
echo $?
f() { :; }
command -v f
command -v if
command echo plain
