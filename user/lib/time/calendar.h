/* The Gregorian calendar, without end in both directions. */
#ifndef TIME_CALENDAR_H
#define TIME_CALENDAR_H

#include <stdbool.h>

#define DAYS_PER_YEAR 365
#define TM_YEAR_BASE  1900

/* a / b rounded down, for positive b. */
static inline long floor_div(long a, long b)
{
	return a / b - (a % b < 0);
}

static inline bool is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

#endif
