echo "[$()]" [$( )] x$(true)y
