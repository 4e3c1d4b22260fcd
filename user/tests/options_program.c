/*
 * Options may stand behind operands, as people type them, except where the
 * operands are a command with options of its own; -- ends them. An unknown
 * option gives a usage line and status 2, --help one and status 0.
 */
#include "output.h"

int
main(void)
{
	check_output("mkdir -p /tmp/opt/in; cd /tmp/opt; "
		     "printf 'b 2\\na 10\\n' >f; ls . -1; sort f -n -k 2; "
		     "head f -n 1; grep a f -c",
		     "f\nin\nb 2\na 10\nb 2\n1\n", 0);
	check_output("cd /tmp/opt; cp in new -r; rm new -r; ls", "f\nin\n", 0);
	check_output("cd /tmp/opt; echo x >-n; cat -- -n; rm -- -n; ls",
		     "x\nf\nin\n", 0);
	check_output("env echo -n x", "x", 0);
	check_output("echo a | xargs echo -n x", "x a", 0);
	check_output("cut -k 2>/dev/null", "", 2);
	check_output("cut --help | head -c 11", "usage: cut ", 0);
	check_output("rm -r /tmp/opt", "", 0);
	return 0;
}
