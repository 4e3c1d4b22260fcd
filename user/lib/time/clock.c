/* What time it is, and how much processor time was used. */
#include <errno.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

#include "sys.h"
#include "time/units.h"

time_t
time(time_t *now)
{
	struct timespec t;

	if (__sys_clock_gettime(CLOCK_REALTIME, &t) != 0)
		return -1;
	if (now != NULL)
		*now = t.tv_sec;
	return t.tv_sec;
}

int
gettimeofday(struct timeval *restrict now, void *restrict unused)
{
	struct timespec t;

	(void)unused;
	if (__sys_clock_gettime(CLOCK_REALTIME, &t) != 0)
		return -1;
	now->tv_sec = t.tv_sec;
	now->tv_usec = t.tv_nsec / NS_PER_US;
	return 0;
}

/* What is known of the calling process. */
static int
self_inspect(struct procinfo *info)
{
	pid_t pid = __sys_getpid();

	return __sys_procinfo(pid - 1, info, 1) == 1 && info->pid == pid ?
	       0 : -1;
}

clock_t
clock(void)
{
	struct procinfo info;

	return self_inspect(&info) == 0 ?
	       (clock_t)(info.cpu_ns / NS_PER_US) : -1;
}

clock_t
times(struct tms *to)
{
	struct procinfo info;
	struct timespec now;

	if (self_inspect(&info) != 0 ||
	    __sys_clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return -1;
	*to = (struct tms){
		.tms_utime = (clock_t)(info.cpu_ns / NS_PER_US),
		.tms_cutime = (clock_t)(info.children_ns / NS_PER_US),
	};
	return now.tv_sec * CLOCKS_PER_SEC + now.tv_nsec / NS_PER_US;
}

int
getrusage(int who, struct rusage *usage)
{
	struct procinfo info;
	unsigned long us;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN) {
		errno = EINVAL;
		return -1;
	}
	if (self_inspect(&info) != 0)
		return -1;
	us = (who == RUSAGE_SELF ? info.cpu_ns : info.children_ns) / NS_PER_US;
	*usage = (struct rusage){
		.ru_utime.tv_sec = (time_t)(us / US_PER_S),
		.ru_utime.tv_usec = (suseconds_t)(us % US_PER_S),
	};
	return 0;
}

double
difftime(time_t end, time_t start)
{
	return (double)(end - start);
}
