/*
 * What mmap, munmap and mprotect refuse, each with its errno, and that a
 * refusal changes nothing.
 */
#include "mapping.h"

static int file, folder, writer, ends[2];

static void
mmap_refusals(void)
{
	char *const top = (char *)0x3fffffe000;

	CHECK_ERRNO(mmap(NULL, 0, RW, ZEROS, -1, 0), EINVAL);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, ZEROS, -1, 1), EINVAL);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, ZEROS, -1, -PAGE), EINVAL);
	CHECK_ERRNO(mmap(NULL, PAGE, 8, ZEROS, -1, 0), EINVAL);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, MAP_ANONYMOUS, -1, 0), ENOTSUP);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, MAP_SHARED, file, 0), ENOTSUP);
	CHECK_ERRNO(mmap(NULL, PAGE, RW | PROT_EXEC, ZEROS, -1, 0), ENOTSUP);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, MAP_PRIVATE, -1, 0), EBADF);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, MAP_PRIVATE, folder, 0), ENODEV);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, MAP_PRIVATE, ends[0], 0), ENODEV);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, MAP_PRIVATE, writer, 0), EACCES);
	CHECK_ERRNO(mmap(NULL, 2 * PAGE, RW, MAP_PRIVATE, file,
			 0x7ffffffffffff000), EOVERFLOW);
	CHECK_ERRNO(mmap(NULL, (size_t)-1, RW, ZEROS, -1, 0), ENOMEM);
	CHECK_ERRNO(mmap(NULL, 1ul << 37, RW, ZEROS, -1, 0), ENOMEM);
	CHECK_ERRNO(mmap((char *)1, PAGE, RW, ZEROS | MAP_FIXED, -1, 0),
		    EINVAL);
	CHECK_ERRNO(mmap(NULL, PAGE, RW, ZEROS | MAP_FIXED, -1, 0), ENOMEM);
	CHECK_ERRNO(mmap(top, PAGE, RW, ZEROS | MAP_FIXED, -1, 0), ENOMEM);
}

int
main(void)
{
	char *p = map_zeros(3);

	file = file_of_bytes("/tmp/mmap_errors", 1);
	writer = open("/tmp/mmap_errors", O_WRONLY);
	folder = open("/tmp", O_RDONLY);
	CHECK_EQ(pipe(ends), 0);
	*p = 1;
	mmap_refusals();
	CHECK_ERRNO(munmap(p, 0), EINVAL);
	CHECK_ERRNO(munmap(p + 1, PAGE), EINVAL);
	CHECK_ERRNO(munmap(p, (size_t)-PAGE), EINVAL);
	CHECK_ERRNO(munmap((void *)-PAGE, PAGE), EINVAL);
	CHECK_ERRNO(mprotect(p, PAGE, RW | PROT_EXEC), ENOTSUP);
	CHECK_ERRNO(mprotect(p + 1, PAGE, RW), EINVAL);
	CHECK_EQ(munmap(p + PAGE, PAGE), 0);
	CHECK_ERRNO(mprotect(p, 3 * PAGE, PROT_READ), ENOMEM);
	*p = 2;
	return 0;
}
