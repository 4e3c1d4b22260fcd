/*
 * While events are recorded a bad pointer is EFAULT, as ever, and in the record
 * a fault that was refused: outside of all that can be an address of a
 * program, in the kernel's half, where nothing is mapped, where it is not
 * allowed.
 */
#include <abi/trace.h>
#include <fcntl.h>

#include "check.h"

static unsigned long bad[] = {
	0, 0x8000000000000000, 0xffffffc080200000, 0x4000000000, 0x3f00000000,
};

int
main(void)
{
	static struct trace_event events[4096];
	int trace = open("/dev/trace", O_RDWR), zero = open("/dev/zero", 0);
	unsigned found = 0, n = sizeof(bad) / sizeof(bad[0]);

	CHECK(trace >= 0 && zero >= 0);
	bad[0] = (unsigned long)main;            /* not to be written */
	CHECK_EQ(write(trace, "on 8", 4), 4);
	for (unsigned i = 0; i < n; i++)
		CHECK_ERRNO(read(zero, (void *)bad[i], 1), EFAULT);
	CHECK_EQ(write(trace, "off", 3), 3);
	CHECK(read(trace, events, sizeof(events)) > 0);
	for (unsigned i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		found += events[i].kind == TRACE_FAULT &&
			 events[i].pid == getpid() && found < n &&
			 events[i].a == bad[found] &&
			 events[i].b >> 8 == FAULT_REFUSED;
	CHECK_EQ(found, n);
	return 0;
}
