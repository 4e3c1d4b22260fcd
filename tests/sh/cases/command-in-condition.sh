if echo x | grep -q x; then echo found; fi
while read l && [ "$l" != stop ]; do echo "$l"; done <<END
one
two
stop
three
END
