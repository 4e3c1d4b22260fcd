# a comment
echo a # comment
echo a#b c#d '#' "# not"
echo \# x
