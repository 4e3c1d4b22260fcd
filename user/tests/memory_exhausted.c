/*
 * With no memory left system calls fail with an errno that says so, or work;
 * none hangs, nothing breaks, and all works again afterwards, with the memory
 * as before.
 *
 * run: CPUS=1 MEM=32M
 * timeout: 40
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "procstate.h"

#define NAME "/tmp/memory_exhausted"
#define TOLERANCE 256      /* frames */
enum { STEP = 4096, NROUNDS = 40 };

static void
allow(long result)
{
	CHECK(result >= 0 || errno == ENOMEM || errno == EAGAIN ||
	      errno == ENFILE || errno == ENOENT || errno == EEXIST);
}

static void
try_all(void)
{
	int ends[2], fd = open(NAME, O_CREAT | O_RDWR, 0666);
	char *const argv[] = { "x", NULL };

	allow(fd);
	if (fd >= 0)
		allow(write(fd, argv, sizeof(argv)) + close(fd));
	if (pipe(ends) == 0) {
		allow(write(ends[1], argv, sizeof(argv)));
		CHECK_EQ(close(ends[0]) + close(ends[1]), 0);
	}
	allow(mkdir(NAME ".d", 0777));
	allow(execve(NAME ".none", argv, argv));
	allow(rmdir(NAME ".d"));
	allow(unlink(NAME));
}

static void
use_up_and_try(long unused)
{
	(void)unused;
	for (char *p; (p = sbrk(STEP)) != (char *)-1;)
		*p = 1;
	CHECK_EQ(errno, ENOMEM);
	for (int i = 0; i < NROUNDS; i++)
		try_all();
}

int
main(void)
{
	long before = frames_available();
	int status = run_child(use_up_and_try, 0);

	CHECK(status == 0 || WTERMSIG(status) == SIGKILL);
	unlink(NAME);
	rmdir(NAME ".d");
	CHECK(before - frames_available() < TOLERANCE);
	try_all();
	return 0;
}
