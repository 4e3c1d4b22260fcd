true && echo yes
false && echo no
true || echo no
false || echo yes
false && echo a || echo b
true || echo a && echo b
false || false || echo c
true && true && echo d
