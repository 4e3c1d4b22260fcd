if true; then
	cat <<END
inside if
END
fi
