echo before
while true; do echo x
