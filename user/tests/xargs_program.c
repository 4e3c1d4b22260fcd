/*
 * xargs hands on far more words than one command may have: all arrive, in
 * order, in several runs, each within the system's limit; and find -exec +
 * does the same.
 *  timeout: 60
 */
#include "output.h"

int
main(void)
{
	check_output("seq 60000 | cksum >/tmp/xargs_a; seq 60000 | xargs "
		     "| tr ' ' '\\n' | cksum | cmp - /tmp/xargs_a", "", 0);
	check_output("test $(seq 60000 | xargs | wc -l) -gt 1", "", 0);
	check_output("seq 7 | xargs -n 3 echo x", "x 1 2 3\nx 4 5 6\nx 7\n",
		     0);
	check_output("echo a b | xargs -n 1 false", "", 123);
	check_output("echo a | xargs none 2>/dev/null", "", 127);
	check_output("mkdir /tmp/xargs_d; cd /tmp/xargs_d; "
		     "seq 300 | xargs touch; "
		     "ls | wc -l; find . -type f -exec rm {} +; ls",
		     "300\n", 0);
	check_output("rm -r /tmp/xargs_d /tmp/xargs_a", "", 0);
	return 0;
}
