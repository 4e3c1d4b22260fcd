if true; then (exit 3); fi
echo $?
if false; then :; else (exit 4); fi
echo $?
if (exit 5); then :; fi
echo $?
