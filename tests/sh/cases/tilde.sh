HOME=/home/me
echo ~ ~/x "~" '~' \~ a~ ~nosuchuser_/x
x=~/a:~/b
echo $x
echo ~:~ a=~
