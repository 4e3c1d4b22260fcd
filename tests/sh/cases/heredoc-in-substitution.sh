x=$(cat <<END
inner
text
END
)
echo "$x"
