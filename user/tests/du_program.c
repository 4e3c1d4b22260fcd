/*
 * du counts the blocks that files take: whole ones, a file with two names
 * once, and a folder with all that is in it; the file system lost just these.
 */
#include <sprout.h>

#include "output.h"

static long
used_kib(void)
{
	struct sysinfo s;

	CHECK_EQ(sync(), 0);
	CHECK_EQ(sysinfo(&s), 0);
	return (long)(s.blocks_total - s.blocks_free) * 4;
}

int
main(void)
{
	long before, grown;
	char *end;
	int status;

	check_output("mkdir /tmp/du", "", 0);
	before = used_kib();
	check_output("cd /tmp/du; head -c 5000 /dev/zero >file; ln file same; "
		     "mkdir in; head -c 1 /dev/zero >in/small", "", 0);
	check_output("du -a /tmp/du/in", "4\t/tmp/du/in/small\n"
		     "8\t/tmp/du/in\n", 0);
	check_output("du /tmp/du/file /tmp/du/same", "8\t/tmp/du/file\n", 0);
	check_output("du -h /tmp/du/in", "8.0K\t/tmp/du/in\n", 0);
	check_output("du -b /tmp/du/file", "5000\t/tmp/du/file\n", 0);
	grown = used_kib() - before;
	CHECK_EQ(strtol(output_of("du -s /tmp/du", &status), &end, 10),
		 grown + 4);        /* and /tmp/du itself */
	CHECK_EQ(strcmp(end, "\t/tmp/du\n"), 0);
	check_output("du /tmp/du/none 2>/dev/null", "", 1);
	check_output("rm -r /tmp/du", "", 0);
	return 0;
}
