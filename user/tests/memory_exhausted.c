/*
 * With no memory left system calls fail with an errno that says so, or work;
 * none hangs, nothing breaks, and afterwards the memory is as before.
 *
 * run: CPUS=1 MEM=32M
 * timeout: 40
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define NAME "/tmp/memory_exhausted"
enum { STEP = 4096, NROUNDS = 20, TOLERANCE_FRAMES = 256 };

static void
allow(long result)
{
	CHECK(result >= 0 || errno == ENOMEM || errno == ENFILE ||
	      errno == ENOENT || errno == EEXIST);
}

static void
try_all(void)
{
	int ends[2] = { -1, -1 }, fd = open(NAME, O_CREAT | O_RDWR, 0666);

	allow(fd);
	if (fd >= 0)
		allow(write(fd, "x", 1) + close(fd));
	allow(pipe(ends));
	if (ends[1] >= 0)
		allow(write(ends[1], "x", 1) + close(ends[0]) + close(ends[1]));
	allow(mkdir(NAME ".d", 0777));
	allow(execve(NAME ".none", environ, environ));
	allow(rmdir(NAME ".d"));
	allow(unlink(NAME));
}

static void
use_up_and_try(long unused)
{
	(void)unused;
	try_all();      /* so that all pages needed are its own */
	for (char *p; (p = sbrk(STEP)) != (char *)-1;)
		*p = 1;
	for (int i = 0; i < NROUNDS; i++)
		try_all();
}

int
main(void)
{
	long before = frames_available();

	CHECK_EXITED(run_child(use_up_and_try, 0), 0);
	allow(unlink(NAME) + rmdir(NAME ".d"));
	CHECK(before - frames_available() < TOLERANCE_FRAMES);
	return 0;
}
