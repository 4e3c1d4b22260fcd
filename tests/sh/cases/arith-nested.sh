x=2
echo $(( $((x+1)) * ${x} + $(echo 4) ))
echo "$((x
+1))"
