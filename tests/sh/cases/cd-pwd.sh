mkdir -p d/e
cd d
echo ${PWD##*/}
cd e && x=$(pwd) && echo d/${x##*/}
cd ..
cd - > /dev/null
echo ${PWD##*/} ${OLDPWD##*/}
cd nosuch 2> /dev/null
echo $?
cd /
pwd
echo $PWD
