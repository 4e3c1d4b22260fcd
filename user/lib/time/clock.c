/* What time it is, and how much processor time was used. */
#include <sys/time.h>
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

clock_t
clock(void)
{
	pid_t pid = __sys_getpid();
	struct procinfo info;

	if (__sys_procinfo(pid - 1, &info, 1) != 1 || info.pid != pid)
		return -1;
	return (clock_t)(info.cpu_ns / NS_PER_US);
}

double
difftime(time_t end, time_t start)
{
	return (double)(end - start);
}
