/*
 * iostat: a line about the time since boot; with an interval one more after
 * each, in which what was written meanwhile shows. sysinfo() counts the blocks.
 */
#include <fcntl.h>

#include "output.h"
#include "procstate.h"

enum { NBLOCKS = 64, BLOCK = 4096 };

static void
write_much(void)
{
	static char block[BLOCK];
	int fd = open("/tmp/iostat", O_RDWR | O_CREAT | O_TRUNC, 0666);

	CHECK(fd >= 0);
	for (int i = 0; i < NBLOCKS; i++)
		CHECK_EQ(write(fd, block, BLOCK), BLOCK);
	CHECK(fsync(fd) == 0 && close(fd) == 0);
}

int
main(void)
{
	struct sysinfo before = sysinfo_now(), after;
	double reads, writes;
	const char *text;
	int status;

	write_much();
	after = sysinfo_now();
	CHECK(after.disk_blocks_written >= before.disk_blocks_written +
	      NBLOCKS);
	CHECK(after.disk_blocks_written - before.disk_blocks_written >=
	      after.disk_writes - before.disk_writes);
	text = output_of("iostat", &status);
	CHECK_EXITED(status, 0);
	CHECK_EQ(sscanf(strchr(text, '\n'), "%lf %*f %lf", &reads, &writes), 2);
	CHECK(reads > 0 && writes > 0);
	text = output_of("iostat 0.1 3 | wc -l", &status);
	CHECK_EQ(atoi(text), 4);
	check_output("iostat 1 0 2>/dev/null", "", 2);
	check_output("iostat soon 2>/dev/null", "", 2);
	return unlink("/tmp/iostat");
}
