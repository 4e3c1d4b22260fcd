/*
 * uname: what the system calls itself: -s its name (shown when nothing is
 * asked for), -n the machine's name in the network, -r the release, -v the
 * version, -m the kind of machine, -a all of them; always in this order.
 */
#include <sys/utsname.h>

#include "tool.h"

#define LETTERS "snrvm"

int
main(int argc, char **argv)
{
	bool asked[sizeof(LETTERS) - 1] = { false };
	struct utsname names;
	const char *const values[] = {
		names.sysname, names.nodename, names.release, names.version,
		names.machine,
	};
	bool any = false, first = true;
	int c;

	tool_begin(argv, "uname", "[-amnrsv]");
	while ((c = tool_option(argc, argv, ":a" LETTERS)) != -1) {
		any = true;
		for (int i = 0; LETTERS[i] != '\0'; i++)
			asked[i] |= c == 'a' || c == LETTERS[i];
	}
	if (optind < argc)
		tool_usage();
	if (uname(&names) < 0) {
		tool_error("cannot ask the system");
		return tool.status;
	}
	asked[0] |= !any;
	for (int i = 0; LETTERS[i] != '\0'; i++) {
		if (!asked[i])
			continue;
		printf("%s%s", first ? "" : " ", values[i]);
		first = false;
	}
	putchar('\n');
	return tool_finish();
}
