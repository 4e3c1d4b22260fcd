mkdir -p d/e
cd d
echo ${PWD##*/}
cd e && pwd | sed 's,.*/d/,d/,'
cd ..
cd - > /dev/null
echo ${PWD##*/} ${OLDPWD##*/}
cd nosuch 2> /dev/null
echo $?
cd /
pwd
echo $PWD
