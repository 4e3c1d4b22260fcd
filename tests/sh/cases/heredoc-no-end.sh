cat <<END
to the end
