/*
 * inspect() of the own memory: text, heap and stack are where they are, with
 * their rights, in order. No process is ESRCH, a bad buffer EFAULT.
 */
#include <sys/mman.h>

#include "procstate.h"

static struct inspect_region
region_of(pid_t pid, unsigned long address)
{
	union inspect_record record = { .key = INSPECT_FIRST };
	unsigned long end = 0;

	while (inspect(INSPECT_REGIONS, pid, record.key, &record,
		       1) == 1) {
		struct inspect_region r = record.region;

		CHECK((unsigned long)r.start >= end && r.end >= end);
		end = r.end;
		if ((unsigned long)r.start <= address && address < r.end)
			return r;
	}
	CHECK(!"there is a region with that address");
	return record.region;
}

int
main(void)
{
	struct inspect_region r = region_of(getpid(), (long)main);
	union inspect_record record;

	CHECK_EQ(r.rights, PROT_READ | PROT_EXEC);
	CHECK(r.inode != 0 && !r.is_stack && !r.is_heap);
	r = region_of(getpid(), (long)&r);
	CHECK_EQ(r.rights, PROT_READ | PROT_WRITE);
	CHECK(r.is_stack && r.inode == 0 && !r.is_heap);
	r = region_of(getpid(), (long)sbrk(4096));
	CHECK(r.is_heap && r.promised >= 1 && !r.is_stack);
	CHECK_ERRNO(inspect(INSPECT_REGIONS, 4000000, 0, &record, 1), ESRCH);
	CHECK_ERRNO(inspect(99, getpid(), 0, &record, 1), EINVAL);
	CHECK_ERRNO(inspect(-1, getpid(), 0, &record, 1), EINVAL);
	CHECK_ERRNO(inspect(INSPECT_REGIONS, getpid(), 0, (void *)1, 1),
		    EFAULT);
	CHECK_EQ(inspect(INSPECT_REGIONS, getpid(), 0, (void *)1, 0), 0);
	return 0;
}
