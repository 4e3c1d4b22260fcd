nosuchcommand 2> /dev/null
echo $?
./nosuchfile 2> /dev/null
echo $?
/ 2> /dev/null
echo $?
echo text > f
chmod 644 f 2> /dev/null
mkdir d
./d 2> /dev/null
echo $?
