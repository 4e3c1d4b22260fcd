mkdir -p src/sub
for f in a b; do echo "file $f" > src/$f.txt; done
echo deep > src/sub/c.txt
for f in src/*.txt src/*/*.txt; do
	base=${f##*/}
	echo "${base%.txt}: $(cat $f)"
done
[ -d src/sub ] && rm -r src
[ -e src ] || echo removed
