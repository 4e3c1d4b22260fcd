/* yes: prints "y", or its arguments, again and again. */
#include "tool.h"

int
main(int argc, char **argv)
{
	int first;

	tool_begin(argv, "yes", "[string ...]");
	first = tool_no_options(argc, argv);
	do {
		if (first == argc)
			fputs("y", stdout);
		for (int i = first; i < argc; i++)
			printf("%s%s", i > first ? " " : "", argv[i]);
	} while (putchar('\n') != EOF);
	return tool_finish();
}
