trap 'echo outer' EXIT
(echo in subshell)
echo x | cat
