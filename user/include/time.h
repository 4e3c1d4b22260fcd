/*
 * Clocks and calendars (C11 7.27, POSIX). The only time zone is UTC, so
 * localtime() is gmtime() and mktime() is timegm().
 */
#ifndef _TIME_H
#define _TIME_H

#include <sys/types.h>

#include "abi/time.h"

#define CLOCKS_PER_SEC 1000000l

struct tm {
	int tm_sec;     /* 0 … 60          */
	int tm_min;     /* 0 … 59          */
	int tm_hour;    /* 0 … 23          */
	int tm_mday;    /* 1 … 31          */
	int tm_mon;     /* 0 … 11          */
	int tm_year;    /* less 1900       */
	int tm_wday;    /* 0 … 6, 0 Sunday */
	int tm_yday;    /* 0 … 365         */
	int tm_isdst;   /* always 0        */
};

int clock_gettime(clockid_t clock, struct timespec *now);
int nanosleep(const struct timespec *want, struct timespec *left);

time_t time(time_t *now);
double difftime(time_t end, time_t start);

/* Processor time that this process has used, in CLOCKS_PER_SEC. */
clock_t clock(void);

/* The _r functions fill in the caller's struct; the others share one. NULL
   with EOVERFLOW when the year does not fit. */
struct tm *gmtime(const time_t *t);
struct tm *gmtime_r(const time_t *restrict t, struct tm *restrict tm);
struct tm *localtime(const time_t *t);
struct tm *localtime_r(const time_t *restrict t, struct tm *restrict tm);

/* The reverse. Fields out of range are carried over into the next ones. */
time_t mktime(struct tm *tm);
time_t timegm(struct tm *tm);

/* "Thu Jan  1 00:00:00 1970\n" */
char *asctime(const struct tm *tm);
char *asctime_r(const struct tm *restrict tm, char *restrict buf);
char *ctime(const time_t *t);

/* Length without the NUL; 0 when `size` bytes are not enough. */
size_t strftime(char *restrict s, size_t size, const char *restrict format,
	const struct tm *restrict tm) __attribute__((format(strftime, 3, 0)));

#endif
