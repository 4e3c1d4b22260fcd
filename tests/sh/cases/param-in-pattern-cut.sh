path=/a/b/c
dir=/a
echo ${path#$dir} ${path#"$dir"/}
suffix=c
echo ${path%$suffix}
