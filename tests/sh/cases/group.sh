{ echo a; echo b; }
{ echo c
echo d
}
x=1; { x=2; }; echo $x
{ (exit 3); }; echo $?
