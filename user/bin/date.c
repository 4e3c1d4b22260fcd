/*
 * date: the time, in universal time, or in the form that +FORMAT asks for
 * (strftime's); -I and -R are the forms of ISO 8601 (the day) and of e-mail.
 * -d shows another time, @SECONDS or YEAR-MONTH-DAY [HOUR:MINUTE[:SECOND]],
 * -r that of a file's last change.
 */
#include <ctype.h>
#include <limits.h>
#include <sys/stat.h>
#include <time.h>

#include "tool.h"

enum { TEXT_MAX = 1024, YEAR_0 = 1900, YEAR_DIGITS = 4 };

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

/* Number of two digits or (a year's) four at *p, which is moved past it and
   the character `after`, unless that is '\0'; -1: it is none. */
static int
take_digits(const char **p, int digits, char after)
{
	int n = 0;

	for (; digits > 0; digits--, (*p)++) {
		if (!isdigit((unsigned char)**p))
			return -1;
		n = n * TOOL_DECIMAL + **p - '0';
	}
	if (after != '\0' && *(*p)++ != after)
		return -1;
	return n;
}

/* The time of day at p, if there is one; false when it is something else. */
static bool
parse_clock(const char *p, struct tm *tm)
{
	if (*p == '\0')
		return true;
	if (*p != ' ' && *p != 'T')
		return false;
	p++;
	tm->tm_hour = take_digits(&p, 2, ':');
	if (tm->tm_hour < 0)
		return false;
	tm->tm_min = take_digits(&p, 2, '\0');
	if (*p == ':') {
		p++;
		tm->tm_sec = take_digits(&p, 2, '\0');
	}
	return *p == '\0' || strcmp(p, "Z") == 0;
}

/* False when there is no such time. */
static bool
parse_calendar(const char *p, time_t *t)
{
	struct tm tm = { .tm_isdst = 0 }, real;

	tm.tm_year = take_digits(&p, YEAR_DIGITS, '-') - YEAR_0;
	tm.tm_mon = take_digits(&p, 2, '-') - 1;
	tm.tm_mday = take_digits(&p, 2, '\0');
	if (!parse_clock(p, &tm))
		return false;
	/* What is out of range, -1 too, becomes another time. */
	real = tm;
	*t = timegm(&real);
	return real.tm_year == tm.tm_year && real.tm_mon == tm.tm_mon &&
	       real.tm_mday == tm.tm_mday && real.tm_hour == tm.tm_hour &&
	       real.tm_min == tm.tm_min && real.tm_sec == tm.tm_sec;
}

static time_t
parse_time(const char *text)
{
	time_t t;

	if (*text == '@')
		return tool_number(text + 1, LONG_MIN);
	if (parse_calendar(text, &t))
		return t;
	tool_complain("'%s': neither @SECONDS nor a time", text);
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

	tool_begin(argv, "date", "[-IRu] [-d time | -r file] [+format]");
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
