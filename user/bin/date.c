/*
 * date: the time, in universal time, or in the form that +FORMAT asks for
 * (strftime's).
 */
#include <time.h>

#include "tool.h"

enum { TEXT_MAX = 1024 };

int
main(int argc, char **argv)
{
	const char *format = "%a %b %e %H:%M:%S UTC %Y";
	char text[TEXT_MAX];
	struct tm *tm;
	time_t now;
	int c;

	tool_begin(argv, "date", "[-u] [+format]");
	while ((c = tool_option(argc, argv, ":u")) != -1)
		;
	if (argc - optind > 1 || (optind < argc && argv[optind][0] != '+'))
		tool_usage();
	if (optind < argc)
		format = argv[optind] + 1;
	now = time(NULL);
	tm = gmtime(&now);
	if (tm == NULL) {
		tool_error("time");
		return tool.status;
	}
	if (strftime(text, sizeof(text), format, tm) == 0)
		text[0] = '\0';
	puts(text);
	return tool_finish();
}
