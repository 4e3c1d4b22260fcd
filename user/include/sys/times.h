/* Processor times in ticks (POSIX); there are CLOCKS_PER_SEC in a
   second. See sys/resource.h for what the system's share is. */
#ifndef _SYS_TIMES_H
#define _SYS_TIMES_H

#include <time.h>

struct tms {
	clock_t tms_utime, tms_stime;     /* own                        */
	clock_t tms_cutime, tms_cstime;   /* of waited-for children     */
};

/* The time since boot. */
clock_t times(struct tms *to);

#endif
