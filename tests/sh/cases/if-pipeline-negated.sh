if ! echo x | grep -q y; then echo not found; fi
