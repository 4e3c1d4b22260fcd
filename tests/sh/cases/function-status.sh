f() { return 3; }
f; echo $?
g() { false; }
g; echo $?
h() { true; return; }
h; echo $?
i() { (exit 5); return; }
i; echo $?
