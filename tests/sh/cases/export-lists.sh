export zz_a=1
export zz_b='two words'
sh -c 'echo $zz_a "$zz_b"'
unset zz_a
sh -c 'echo [$zz_a]'
