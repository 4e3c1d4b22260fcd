/*
 * Dates as text. Many conversions stand for a format of others, which is then
 * formatted in their place.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "time/calendar.h"
#include "time/units.h"

#define HALF_DAY      12
#define CENTURY       100
#define TEN           10
#define NAME_SHORT    3                /* letters of "Mon", "Jan"       */
#define THURSDAY      4
#define ASCTIME_SIZE  26               /* of the shortest buffer allowed */
#define DIGITS_MAX    24

static const char *const day_names[DAYS_PER_WEEK] = {
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	"Saturday",
};

static const char *const month_names[MONTHS] = {
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
};

struct output {
	char *s;
	size_t len, size;
	const struct tm *tm;
};

/* `len` counts what does not fit, too. */
static void
put(struct output *o, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++, o->len++)
		if (o->len < o->size)
			o->s[o->len] = text[i];
}

static void
put_name(struct output *o, const char *const *names, int n, int i,
	 size_t max)
{
	const char *name = i >= 0 && i < n ? names[i] : "?";

	put(o, name, strnlen(name, max));
}

/* At least `width` digits, `pad` before them. */
static void
put_number(struct output *o, long n, int width, char pad)
{
	char digits[DIGITS_MAX], *p = digits + sizeof(digits);
	unsigned long rest = n < 0 ? -(unsigned long)n : (unsigned long)n;

	do {
		*--p = (char)('0' + rest % TEN);
		rest /= TEN;
		width--;
	} while (rest != 0);
	for (; width > (n < 0); width--)
		*--p = pad;
	if (n < 0)
		*--p = '-';
	put(o, p, (size_t)(digits + sizeof(digits) - p));
}

static int
hour12(const struct tm *tm)
{
	int hour = tm->tm_hour % HALF_DAY;

	return hour == 0 ? HALF_DAY : hour;
}

/* Number of the week when weeks begin on `first`; days before the first such
   day are in week 0. */
static int
week(const struct tm *tm, int first)
{
	int since = (tm->tm_wday - first + DAYS_PER_WEEK) % DAYS_PER_WEEK;

	return (tm->tm_yday + DAYS_PER_WEEK - since) / DAYS_PER_WEEK;
}

/* ISO 8601: a week belongs to the year that its Thursday is in. */
static int
iso_week(const struct tm *tm, long *year)
{
	int weekday = (tm->tm_wday + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK;
	int thursday = tm->tm_yday - weekday + THURSDAY - 1;
	int ndays;

	*year = TM_YEAR_BASE + (long)tm->tm_year;
	if (thursday < 0) {
		(*year)--;
		thursday += DAYS_PER_YEAR + is_leap(*year);
	}
	ndays = DAYS_PER_YEAR + is_leap(*year);
	if (thursday >= ndays) {
		(*year)++;
		thursday -= ndays;
	}
	return thursday / DAYS_PER_WEEK + 1;
}

static void
put_seconds(struct output *o)
{
	struct tm copy = *o->tm;

	put_number(o, timegm(&copy), 1, '0');
}

/* Conversions that stand for others; NULL for the rest. */
static const char *
composite(char letter)
{
	switch (letter) {
	case 'c': return "%a %b %e %H:%M:%S %Y";
	case 'D': case 'x': return "%m/%d/%y";
	case 'F': return "%Y-%m-%d";
	case 'r': return "%I:%M:%S %p";
	case 'R': return "%H:%M";
	case 'T': case 'X': return "%H:%M:%S";
	case 'z': return "+0000";
	case 'Z': return "UTC";
	case 'n': return "\n";
	case 't': return "\t";
	case '%': return "%";
	}
	return NULL;
}

static void
put_year_part(struct output *o, char letter)
{
	long year = TM_YEAR_BASE + (long)o->tm->tm_year, iso_year;
	int number = iso_week(o->tm, &iso_year);

	if (letter == 'g' || letter == 'G')
		year = iso_year;
	switch (letter) {
	case 'C':
		put_number(o, floor_div(year, CENTURY), 2, '0');
		break;
	case 'g': case 'y':
		put_number(o, year - floor_div(year, CENTURY) * CENTURY, 2,
			   '0');
		break;
	case 'V':
		put_number(o, number, 2, '0');
		break;
	default:
		put_number(o, year, 1, '0');
	}
}

static void
put_week_part(struct output *o, char letter)
{
	const struct tm *tm = o->tm;

	switch (letter) {
	case 'u':
		put_number(o, tm->tm_wday ? tm->tm_wday : DAYS_PER_WEEK, 1,
			   '0');
		break;
	case 'w':
		put_number(o, tm->tm_wday, 1, '0');
		break;
	case 'U':
		put_number(o, week(tm, 0), 2, '0');
		break;
	default:
		put_number(o, week(tm, 1), 2, '0');
	}
}

/* False for a letter that is no conversion. */
static int
put_one(struct output *o, char letter)
{
	const struct tm *tm = o->tm;
	const size_t whole = (size_t)-1;

	switch (letter) {
	case 'a': put_name(o, day_names, DAYS_PER_WEEK, tm->tm_wday,
			   NAME_SHORT); break;
	case 'A': put_name(o, day_names, DAYS_PER_WEEK, tm->tm_wday,
			   whole); break;
	case 'b': case 'h': put_name(o, month_names, MONTHS, tm->tm_mon,
				     NAME_SHORT); break;
	case 'B': put_name(o, month_names, MONTHS, tm->tm_mon, whole); break;
	case 'd': put_number(o, tm->tm_mday, 2, '0'); break;
	case 'e': put_number(o, tm->tm_mday, 2, ' '); break;
	case 'H': put_number(o, tm->tm_hour, 2, '0'); break;
	case 'I': put_number(o, hour12(tm), 2, '0'); break;
	case 'j': put_number(o, tm->tm_yday + 1, 3, '0'); break;
	case 'm': put_number(o, tm->tm_mon + 1, 2, '0'); break;
	case 'M': put_number(o, tm->tm_min, 2, '0'); break;
	case 'p': put(o, tm->tm_hour < HALF_DAY ? "AM" : "PM", 2); break;
	case 's': put_seconds(o); break;
	case 'S': put_number(o, tm->tm_sec, 2, '0'); break;
	case 'u': case 'w': case 'U': case 'W': put_week_part(o, letter); break;
	case 'C': case 'g': case 'G': case 'V': case 'y': case 'Y':
		put_year_part(o, letter); break;
	default: return 0;
	}
	return 1;
}

static void
format(struct output *o, const char *p)
{
	for (; *p != '\0'; p++) {
		const char *start = p, *others;

		if (*p != '%') {
			put(o, p, 1);
			continue;
		}
		p++;
		if (*p == 'E' || *p == 'O')    /* another locale's ways */
			p++;
		others = composite(*p);
		if (others != NULL && *others == '%' && others[1] != '\0')
			format(o, others);
		else if (others != NULL)
			put(o, others, strlen(others));
		else if (!put_one(o, *p))
			put(o, start, (size_t)(p - start) + (*p != '\0'));
		if (*p == '\0')
			break;
	}
}

size_t
strftime(char *restrict s, size_t size, const char *restrict text,
	 const struct tm *restrict tm)
{
	struct output o = { .s = s, .size = size, .tm = tm };

	format(&o, text);
	if (o.len >= size)
		return 0;
	s[o.len] = '\0';
	return o.len;
}

char *
asctime_r(const struct tm *restrict tm, char *restrict buf)
{
	return strftime(buf, ASCTIME_SIZE, "%c\n", tm) > 0 ? buf : NULL;
}

char *
asctime(const struct tm *tm)
{
	static char buf[ASCTIME_SIZE];

	return asctime_r(tm, buf);
}

char *
ctime(const time_t *t)
{
	struct tm tm;

	return gmtime_r(t, &tm) != NULL ? asctime(&tm) : NULL;
}
