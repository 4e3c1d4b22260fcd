/* Sleeping, in units other than nanosleep()'s. */
#include <unistd.h>

#include "sys.h"
#include "time/units.h"

unsigned int
sleep(unsigned int seconds)
{
	struct timespec want = { .tv_sec = seconds }, left = { 0 };

	if (__sys_nanosleep(&want, &left) == 0)
		return 0;
	return (unsigned int)left.tv_sec + (left.tv_nsec > 0);
}

int
usleep(useconds_t microseconds)
{
	struct timespec want = {
		.tv_sec = microseconds / US_PER_S,
		.tv_nsec = microseconds % US_PER_S * NS_PER_US,
	};

	return __sys_nanosleep(&want, NULL);
}
