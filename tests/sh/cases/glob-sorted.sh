touch c b a B A
echo *
