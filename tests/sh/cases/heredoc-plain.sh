cat <<EOF2
line 1
  line 2
EOF2
