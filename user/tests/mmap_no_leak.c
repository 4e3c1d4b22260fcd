/*
 * Mapping, touching, cutting and unmapping all over the address space gives
 * back every frame, page tables included, while the process lives on; many
 * mappings side by side are one region; and fork and exit know of holes.
 */
#include "mapping.h"

#define NROUNDS 100
#define STRIDE (1L << 30)    /* each in a page table of its own */
#define NSIDE_BY_SIDE 400

static void
map_often(long rounds)
{
	int fd = file_of_bytes("/tmp/mmap_no_leak", PAGE);

	for (long i = 0; i < rounds; i++) {
		char *wish = (char *)((i + 1) * STRIDE);
		char *p = mmap(wish, 5 * PAGE, RW, ZEROS, -1, 0);

		CHECK(p == wish);
		memset(p, 1, 5 * PAGE);
		CHECK(mmap(p + PAGE, PAGE, RW, MAP_PRIVATE | MAP_FIXED, fd,
			   0) == p + PAGE);
		p[PAGE] = 2;
		CHECK_EQ(mprotect(p + 3 * PAGE, PAGE, PROT_NONE), 0);
		CHECK_EXITED(writes(p), 0);
		CHECK_EQ(munmap(p + 2 * PAGE, PAGE), 0);
		CHECK_EXITED(writes(p), 0);
		CHECK_EQ(munmap(p, 5 * PAGE), 0);
	}
	CHECK_EQ(close(fd), 0);
}

int
main(void)
{
	long objects, frames = frames_available();

	check_no_leak(map_often, NROUNDS);
	/* One stride's tables may be left from the first use of caches. */
	CHECK(frames - frames_available() < NROUNDS);
	objects = (long)sysinfo_now().objects;
	for (int i = 0; i < NSIDE_BY_SIDE; i++)
		*map_zeros(1) = 1;
	CHECK((long)sysinfo_now().objects - objects < NSIDE_BY_SIDE / 4);
	return 0;
}
