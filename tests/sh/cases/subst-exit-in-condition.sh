if x=$(exit 1); then echo t; else echo f $?; fi
while y=$(false); do echo never; done
echo done
