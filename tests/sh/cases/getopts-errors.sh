getopts a o -z 2> /dev/null
echo "$? $o"
OPTIND=1
getopts :a o -z
echo "$? $o $OPTARG"
OPTIND=1
getopts :a: o -a
echo "$? $o $OPTARG"
