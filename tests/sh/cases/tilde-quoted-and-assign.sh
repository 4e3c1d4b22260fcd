HOME=/h
x="~"; echo $x
x=~; echo $x
echo a=~ "b=~"
case ~ in /h) echo tilde in case;; esac
for i in ~ ~/a; do echo $i; done
