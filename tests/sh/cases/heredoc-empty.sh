cat <<END
END
echo done
