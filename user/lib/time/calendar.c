/*
 * Seconds since 1970 and calendar dates. A year begins as many days after
 * year 0 as it has years before it, times 365, and leap days.
 */
#include <errno.h>
#include <limits.h>
#include <time.h>

#include "time/calendar.h"
#include "time/units.h"

#define EPOCH_YEAR     1970
#define EPOCH_WEEKDAY  4               /* 1970 began on a Thursday */
#define CYCLE_YEARS    400             /* after that, dates repeat */
#define CYCLE_DAYS     146097

/* Days before each month of a year that is no leap year. */
static const short month_start[MONTHS + 1] = {
	0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365,
};

/* Leap days in the years 1 … year (less those in year + 1 … 0). */
static long
leap_days(long year)
{
	return floor_div(year, 4) - floor_div(year, 100) +
	       floor_div(year, 400);
}

/* Days from 1970 to the first day of a year. */
static long
year_start(long year)
{
	return (year - EPOCH_YEAR) * DAYS_PER_YEAR + leap_days(year - 1) -
	       leap_days(EPOCH_YEAR - 1);
}

/* Days of the year before a month, 0 being January. */
static int
days_before(int month, long year)
{
	return month_start[month] + (month > 1 && is_leap(year));
}

/* The year of a day: nearly right by the mean length, then put right. */
static long
year_of(long day)
{
	long year = EPOCH_YEAR + floor_div(day, CYCLE_DAYS) * CYCLE_YEARS +
		    (day - floor_div(day, CYCLE_DAYS) * CYCLE_DAYS) /
		    DAYS_PER_YEAR;

	while (year_start(year) > day)
		year--;
	return year;
}

struct tm *
gmtime_r(const time_t *restrict t, struct tm *restrict tm)
{
	long day = floor_div(*t, S_PER_DAY);
	long second = *t - day * S_PER_DAY;
	long year = year_of(day);
	int month = 0, yday = (int)(day - year_start(year));

	if (year - TM_YEAR_BASE > INT_MAX || year - TM_YEAR_BASE < INT_MIN) {
		errno = EOVERFLOW;
		return NULL;
	}
	while (days_before(month + 1, year) <= yday)
		month++;
	*tm = (struct tm){
		.tm_sec = (int)(second % S_PER_MINUTE),
		.tm_min = (int)(second % S_PER_HOUR / S_PER_MINUTE),
		.tm_hour = (int)(second / S_PER_HOUR),
		.tm_mday = 1 + yday - days_before(month, year),
		.tm_mon = month,
		.tm_year = (int)(year - TM_YEAR_BASE),
		.tm_yday = yday,
	};
	day += EPOCH_WEEKDAY;
	tm->tm_wday = (int)(day - floor_div(day, DAYS_PER_WEEK) *
				  DAYS_PER_WEEK);
	return tm;
}

struct tm *
localtime_r(const time_t *restrict t, struct tm *restrict tm)
{
	return gmtime_r(t, tm);
}

static struct tm shared;

struct tm *
gmtime(const time_t *t)
{
	return gmtime_r(t, &shared);
}

struct tm *
localtime(const time_t *t)
{
	return gmtime_r(t, &shared);
}

time_t
timegm(struct tm *tm)
{
	long carry = floor_div(tm->tm_mon, MONTHS);
	long year = TM_YEAR_BASE + (long)tm->tm_year + carry;
	int month = (int)(tm->tm_mon - carry * MONTHS);
	long day = year_start(year) + days_before(month, year) +
		   tm->tm_mday - 1;
	time_t t = day * S_PER_DAY + tm->tm_hour * S_PER_HOUR +
		   tm->tm_min * S_PER_MINUTE + tm->tm_sec;

	return gmtime_r(&t, tm) != NULL ? t : -1;
}

time_t
mktime(struct tm *tm)
{
	return timegm(tm);
}
