/*
 * find walks a tree: every file once, by name, kind, size and age, -exec with
 * ; runs for each and with + once for all, -delete leaves nothing behind.
 */
#include "output.h"

int
main(void)
{
	check_output("mkdir -p /tmp/find/a/b /tmp/find/c && cd /tmp/find && "
		     "echo 1 >a/one && echo 2 >a/b/two && echo 3 >c/three.c && "
		     "seq 3000 >c/large", "", 0);
	check_output("find /tmp/find | sort",
		     "/tmp/find\n/tmp/find/a\n/tmp/find/a/b\n"
		     "/tmp/find/a/b/two\n/tmp/find/a/one\n/tmp/find/c\n"
		     "/tmp/find/c/large\n/tmp/find/c/three.c\n", 0);
	check_output("cd /tmp/find; find . -name '*.c' -o -type d -name b "
		     "| sort", "./a/b\n./c/three.c\n", 0);
	check_output("find /tmp/find -size +8k", "/tmp/find/c/large\n", 0);
	check_output("find /dev -type c -name null", "/dev/null\n", 0);
	check_output("cd /tmp/find; find . -type f -name '*[eo]' "
		     "-exec echo got {} \\; | sort",
		     "got ./a/b/two\ngot ./a/one\ngot ./c/large\n", 0);
	check_output("find /tmp/find -type f -exec cat {} + | wc -l",
		     "3003\n", 0);
	check_output("find /tmp/find -mmin -60 -name large; "
		     "find /tmp/find -mtime +1", "/tmp/find/c/large\n", 0);
	check_output("find /tmp/find -name a -prune -o -type f -print | wc -l",
		     "2\n", 0);
	check_output("find /tmp/find/none 2>/dev/null", "", 1);
	check_output("find /tmp/find -delete; ls /tmp/find 2>/dev/null", "",
		     1);
	return 0;
}
