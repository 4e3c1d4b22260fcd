cat <<END && echo next
text
END
