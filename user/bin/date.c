/*
 * date: the time, in universal time, or in the form that +FORMAT asks for
 * (strftime's); -I and -R are the forms of ISO 8601 (the day) and of e-mail.
 * -d @SECONDS shows another time, -r that of a file's last change.
 */
#include <limits.h>
#include <sys/stat.h>
#include <time.h>

#include "tool.h"

enum { TEXT_MAX = 1024 };

/* The time of last change of a file; ends the program without one. */
static time_t
time_of(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0) {
		tool_error(path);
		exit(tool.status);
	}
	return st.st_mtime;
}

static time_t
parse_time(const char *text)
{
	if (*text == '@')
		return tool_number(text + 1, LONG_MIN);
	tool_complain("'%s': only @SECONDS is understood", text);
	exit(tool.status);
}

int
main(int argc, char **argv)
{
	const char *format = "%a %b %e %H:%M:%S UTC %Y";
	char text[TEXT_MAX];
	struct tm *tm;
	time_t now = time(NULL);
	int c;

	tool_begin(argv, "date", "[-IRu] [-d @seconds | -r file] [+format]");
	while ((c = tool_option(argc, argv, ":d:IRr:u")) != -1) {
		if (c == 'd')
			now = parse_time(optarg);
		if (c == 'r')
			now = time_of(optarg);
		if (c == 'I')
			format = "%Y-%m-%d";
		if (c == 'R')
			format = "%a, %d %b %Y %H:%M:%S +0000";
	}
	if (argc - optind > 1 || (optind < argc && argv[optind][0] != '+'))
		tool_usage();
	if (optind < argc)
		format = argv[optind] + 1;
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
