/* Processor times (POSIX). A tick is 1 / CLOCKS_PER_SEC of a second; the
   system's share is 0: see sys/resource.h. */
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
