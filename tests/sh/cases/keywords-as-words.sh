echo if then else fi for do done while case esac in { } !
x=if; echo $x
if=1; echo $if
