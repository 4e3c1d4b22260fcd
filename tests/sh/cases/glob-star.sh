touch a.c b.c c.h .hidden
echo *.c
echo *
echo .h*
echo *.x
echo "*.c" '*.c' \*.c
