mkdir home
HOME=$PWD/home
cd
echo ${PWD##*/}
