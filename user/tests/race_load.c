/*
 * Several open a file at once whose inode is not in memory, by its names in two
 * folders: they get the same one, so what each appends is there. It leaves
 * memory when more files are looked at than unused inodes are kept (one for
 * eight frames). ARGS: rounds.
 *
 * run: CPUS=1 MEM=32M
 * run: CPUS=4 MEM=32M ARGS=20
 * timeout: 60
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define UNUSED_SHARE 8
#define NWRITERS     3

static void
append(long i)
{
	int fd = open(i % 2 ? "file" : "/tmp/file", O_WRONLY | O_APPEND);

	CHECK_EQ(write(fd, "x", 1), 1);
}

static void
each_name(long n, int (*act)(const char *name))
{
	char name[32];

	for (long i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "%ld", i);
		CHECK_EQ(act(name), 0);
	}
}

static int make(const char *s) { return mknod(s, S_IFREG, 0); }
static int look(const char *s) { return access(s, F_OK); }
int
main(int argc, char **argv)
{
	long n = (long)sysinfo_now().frames_total / UNUSED_SHARE + 1;
	long nrounds = argc > 1 ? atol(argv[1]) : 4;
	struct stat st;

	CHECK(mkdir("/tmp/load", 0700) == 0 && chdir("/tmp/load") == 0);
	CHECK(make("file") == 0 && link("file", "/tmp/file") == 0);
	each_name(n, make);
	for (long round = 1; round <= nrounds; round++) {
		each_name(n, look);
		for (long i = 0; i < NWRITERS; i++)
			start_child(append, i);
		reap_all();
		CHECK_EQ(stat("file", &st), 0);
		CHECK_EQ(st.st_size, round * NWRITERS);
	}
	each_name(n, unlink);
	return unlink("file") || unlink("/tmp/file") || rmdir("/tmp/load");
}
