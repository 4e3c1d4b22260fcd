set -e
f() { false; echo in f; }
if f; then echo cond ok; fi
f || echo or
f
echo never
