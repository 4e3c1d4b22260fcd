/*
 * Structures that the kernel fills hold nothing else: padding and what is
 * behind a name are zero, whatever the stack or longer names left there.
 */
#include <fcntl.h>
#include <limits.h>

#include "abi/disk.h"
#include "procstate.h"

#define SELF "/tests/isolate_padding"
#define COPY "/tmp/x"
#define LARGE "/tmp/a-name-that-is-longer-than-the-one-that-comes-after-it"
#define SMALL "/tmp/b"

static void
check_zero(const char *from, const char *end)
{
	while (from < end)
		CHECK_EQ(*from++, 0);
}

/* After a path as long as can be was on the kernel's stack. */
static void
process(void)
{
	struct procinfo p[2];
	char path[PATH_MAX] = "";

	memset(p, 0x5a, sizeof(p));
	memset(path, 0xa5, PATH_MAX - 1);
	CHECK_EQ(open(path, O_RDONLY), -1);
	CHECK_EQ(procinfo(getpid() - 1, p, 1), 1);
	CHECK_EQ(strcmp(p->name, "x"), 0);
	check_zero(p->name + 1, (char *)(p + 1));
}

static void
directory_entries(void)
{
	int dir = open("/tmp", O_RDONLY), n = 0;

	CHECK_EQ(close(creat(LARGE, 0600)) + unlink(LARGE), 0);
	CHECK_EQ(close(creat(SMALL, 0600)), 0);
	for (struct disk_dirent e; read(dir, &e, sizeof(e)) > 0; n++)
		check_zero(e.name + strnlen(e.name, DISK_NAME_MAX),
			   e.name + DISK_NAME_MAX);
	CHECK(n > 2);
	CHECK_EQ(unlink(SMALL) + unlink(COPY), 0);
}

int
main(int argc, char **argv)
{
	if (argc == 1 && link(SELF, COPY) == 0)
		execl(COPY, COPY, argv[0], (char *)NULL);
	process();
	directory_entries();
	return 0;
}
