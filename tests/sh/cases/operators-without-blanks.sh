true&&echo a||echo b;echo c|cat>f;cat<f
(echo d)|cat
