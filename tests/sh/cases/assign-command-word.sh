x='echo via variable'
$x
y=; $y echo empty prefix
