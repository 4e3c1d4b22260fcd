/*
 * gmtime(), mktime() and strftime() agree with the host's for times from the
 * year -30000 to 30000, and mktime() puts fields out of range in order.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "names.h"

/* The first nine fields, which are all that ours has. */
struct sp_tm {
	int field[9];
};

struct sp_tm *sp_gmtime_r(const long *t, struct sp_tm *tm);
long sp_timegm(struct sp_tm *tm);
size_t sp_strftime(char *s, size_t size, const char *format,
	const struct sp_tm *tm);
char *sp_asctime(const struct sp_tm *tm);

#define SIZE  300
#define RANGE 946708560000l            /* 30,000 years in seconds */

static void
compare(time_t t)
{
	static const char format[] = "%a %A %b %B %c %C %d %D %e %g %G %h %H "
		"%I %j %m %M %n %p %r %R %s %S %t %T %u %U %V %w %W %x %X %y "
		"%Y %% %z %Ey %Od";
	char want[SIZE], got[SIZE];
	struct tm w;
	struct sp_tm g;

	gmtime_r(&t, &w);
	CHECK(sp_gmtime_r(&t, &g) == &g, "gmtime_r");
	CHECK(memcmp(&w, &g, sizeof(g)) == 0, "gmtime of %ld", t);
	CHECK(sp_timegm(&g) == t, "timegm of %ld", t);
	if (w.tm_year + 1900 < 1000)
		return;        /* the host pads such years in its own way */
	strftime(want, SIZE, format, &w);
	sp_strftime(got, SIZE, format, &g);
	CHECK(strcmp(want, got) == 0, "%ld: '%s', not '%s'", t, got, want);
}

static void
carry(void)
{
	struct tm w = { .tm_year = 70 };
	struct sp_tm g;

	w.tm_mon = (int)random_below(1000) - 500;
	w.tm_mday = (int)random_below(10000) - 5000;
	w.tm_hour = (int)random_below(10000) - 5000;
	w.tm_min = (int)random64() / 2;
	w.tm_sec = (int)random64() / 2;
	memcpy(&g, &w, sizeof(g));
	CHECK(timegm(&w) == sp_timegm(&g) && memcmp(&w, &g, sizeof(g)) == 0,
	      "fields out of range");
}

int
main(void)
{
	static const time_t hard[] = { 0, -1, 951782400, 951868799, 68169600,
		4107542400, 1230768000, 1293839999, 2147483648, -2208988800 };
	time_t t = 0;
	struct sp_tm tm;
	char s[10];

	setenv("TZ", "UTC", 1);
	for (size_t i = 0; i < sizeof(hard) / sizeof(*hard); i++)
		compare(hard[i]);
	for (int i = 0; i < 20000; i++) {
		compare((time_t)random_below(2 * RANGE) - RANGE);
		carry();
	}
	sp_gmtime_r(&t, &tm);
	CHECK(strcmp(sp_asctime(&tm), "Thu Jan  1 00:00:00 1970\n") == 0, "at");
	CHECK(sp_strftime(s, sizeof(s), "%F", &tm) == 0, "no room for %%F");
	CHECK(sp_strftime(s, sizeof(s), "%H:%M:%S", &tm) == 8, "room");
	t = INT64_MAX;
	CHECK(sp_gmtime_r(&t, &tm) == NULL, "a year that is no int");
	return failures;
}
