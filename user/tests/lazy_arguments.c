/*
 * Each system call that takes a pointer takes one into pages that the program
 * has not touched, eight bytes before a page border: of zeros, of a file's
 * contents, of memory shared by copy-on-write, which stays the parent's.
 */
#include <sys/mman.h>

#include "badcalls.h"

#define SPAN   (3 * PAGE)
#define BEFORE 8

static char *shared, page[PAGE];

static char *
mapped(int flags, int fd)
{
	return mmap(NULL, SPAN, PROT_READ | PROT_WRITE, MAP_PRIVATE | flags,
		    fd, 0);
}

/* A path is "", a time 0; a child's child is none of ours. */
static void
call(unsigned i, char *pages)
{
	long result;

	CHECK_EQ(close(pipe_ends[0]) + close(pipe_ends[1]), 0);
	CHECK_EQ(pipe(pipe_ends), 0);
	CHECK_EQ(write(pipe_ends[1], page, PAGE), PAGE);
	result = bad_call(i, (unsigned long)pages + PAGE - BEFORE);
	if (result >= 0 || result == -ENOENT || result == -ECHILD)
		return;
	dprintf(STDERR_FILENO, "%s gives %ld\n", bad_calls[i].name, result);
	_exit(1);
}

static void
call_in_child(long i)
{
	call((unsigned)i, shared);
}

int
main(void)
{
	int fd = open("/tmp/zeros", O_CREAT | O_RDWR, 0600);

	CHECK_EQ(ftruncate(fd, SPAN), 0);
	bad_calls_prepare();
	shared = memset(mapped(MAP_ANONYMOUS, -1), 0, SPAN);
	for (unsigned i = 0; i < NBAD_CALLS; i++) {
		call(i, mapped(MAP_ANONYMOUS, -1));
		call(i, mapped(0, fd));
		CHECK_EXITED(run_child(call_in_child, i), 0);
		CHECK(*shared == 0 && !memcmp(shared, shared + 1, SPAN - 1));
	}
	return unlink("/tmp/zeros") || unlink(good_path);
}
