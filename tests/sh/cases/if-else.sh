if true; then echo a; fi
if false; then echo b; fi
echo $?
if false; then echo c; else echo d; fi
if false; then :; elif true; then echo e; else echo f; fi
if false; then :; elif false; then :; elif true; then echo g; fi
