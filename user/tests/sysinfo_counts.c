/*
 * sysinfo() counts: processes, harts and time as they are; touching memory
 * takes frames, a file takes blocks and an inode, giving back returns them.
 */
#include <fcntl.h>

#include "procstate.h"

#define FILE_NAME "/tmp/sysinfo_counts"
#define NPAGES 100
#define PAGE 4096

static char pages[NPAGES * PAGE];

static void
check_disk(void)
{
	long blocks = blocks_free(), inodes = inodes_free();
	int fd = open(FILE_NAME, O_RDWR | O_CREAT | O_EXCL, 0666);

	CHECK_EQ(write(fd, pages, sizeof(pages)), sizeof(pages));
	CHECK_EQ(inodes_free(), inodes - 1);
	CHECK(blocks - blocks_free() >= NPAGES);
	CHECK(blocks - blocks_free() < NPAGES + 4);
	CHECK_EQ(unlink(FILE_NAME), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(inodes_free(), inodes);
	CHECK(blocks - blocks_free() <= 1);
}

int
main(void)
{
	long available = frames_available();
	struct sysinfo info = sysinfo_now();

	CHECK(info.frames_free + info.frames_reclaimable < info.frames_total);
	CHECK(info.frames_promised <=
	      info.frames_free + info.frames_reclaimable);
	CHECK(info.blocks_free < info.blocks_total);
	CHECK(info.inodes_free < info.inodes_total);
	CHECK(info.uptime_ns <= (unsigned long)now_ns());
	CHECK(info.nprocs >= 2 && info.nharts >= 1);
	memset(pages, 1, sizeof(pages));
	CHECK(frames_available() <= available);
	CHECK(sysinfo_now().frames_free <= info.frames_free - NPAGES);
	check_disk();
	return 0;
}
