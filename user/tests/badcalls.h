/*
 * The system calls that take pointers, each with good arguments but for one
 * pointer that the test puts in.
 */
#ifndef TESTS_BADCALLS_H
#define TESTS_BADCALLS_H

#include <fcntl.h>

#include "check.h"
#include "raw.h"

#define PAGE 4096

static char good_path[] = "/tmp/badcalls";
static char *good_vector[] = { NULL };
static int pipe_ends[2];

/* What is put into an argument's place. */
enum argument { ZERO, ONE, BAD, PATH, VECTOR, READER, WRITER, CHILD, SIZE };

static const struct {
	const char *name;
	long number;
	enum argument argument[3];
} bad_calls[] = {
	{ "read", SYS_read, { READER, BAD, SIZE } },
	{ "write", SYS_write, { WRITER, BAD, SIZE } },
	{ "waitpid", SYS_waitpid, { CHILD, BAD, ZERO } },
	{ "pipe", SYS_pipe, { BAD, ZERO, ZERO } },
	{ "execve path", SYS_execve, { BAD, VECTOR, VECTOR } },
	{ "fstat", SYS_fstat, { READER, BAD, ZERO } },
	{ "chdir", SYS_chdir, { BAD, ZERO, ZERO } },
	{ "nanosleep", SYS_nanosleep, { BAD, ZERO, ZERO } },
	{ "clock_gettime", SYS_clock_gettime, { ONE, BAD, ZERO } },
	{ "open", SYS_open, { BAD, ZERO, ZERO } },
	{ "mknod", SYS_mknod, { BAD, ZERO, ZERO } },
	{ "unlink", SYS_unlink, { BAD, ZERO, ZERO } },
	{ "link old", SYS_link, { BAD, PATH, ZERO } },
	{ "link new", SYS_link, { PATH, BAD, ZERO } },
	{ "mkdir", SYS_mkdir, { BAD, SIZE, ZERO } },
	{ "stat path", SYS_stat, { BAD, VECTOR, ZERO } },
	{ "stat result", SYS_stat, { PATH, BAD, ZERO } },
	{ "rename old", SYS_rename, { BAD, PATH, ZERO } },
	{ "rename new", SYS_rename, { PATH, BAD, ZERO } },
	{ "rmdir", SYS_rmdir, { BAD, ZERO, ZERO } },
	{ "getcwd", SYS_getcwd, { BAD, SIZE, ZERO } },
	{ "procinfo", SYS_procinfo, { ZERO, BAD, ONE } },
	{ "sysinfo", SYS_sysinfo, { BAD, ZERO, ZERO } },
};
#define NPARTIAL 2       /* read and write may also do a part of it */
#define NULL_ALLOWED 3   /* waitpid allows a null pointer           */
#define NBAD_CALLS (sizeof(bad_calls) / sizeof(bad_calls[0]))

static pid_t dead_child;

static void do_nothing(long unused)
{
	(void)unused;
}

/* A pipe with a page in it, a file, a child, a path of several bytes. */
static inline void bad_calls_prepare(void)
{
	static char page[PAGE];

	CHECK_EQ(pipe(pipe_ends), 0);
	CHECK_EQ(write(pipe_ends[1], page, PAGE), PAGE);
	CHECK_EQ(close(open(good_path, O_CREAT | O_RDWR, 0666)), 0);
	CHECK_EQ(chdir("/tmp"), 0);
	dead_child = start_child(do_nothing, 0);
}

/* All is as it was: the page in the pipe, the file, the child. */
static inline void bad_calls_finish(void)
{
	char page[PAGE + 1];

	CHECK_EQ(read(pipe_ends[0], page, sizeof(page)), PAGE);
	CHECK_EQ(unlink(good_path), 0);
	CHECK_EXITED(reap(dead_child), 0);
}

static inline long bad_call_argument(enum argument kind, unsigned long bad)
{
	switch (kind) {
	case BAD:    return (long)bad;
	case PATH:   return (long)good_path;
	case VECTOR: return (long)good_vector;
	case READER: return pipe_ends[0];
	case WRITER: return pipe_ends[1];
	case CHILD:  return dead_child;
	case SIZE:   return PAGE;
	case ONE:    return 1;
	default:     return 0;
	}
}

/* The kernel's answer to call `i` with `bad` as its pointer. */
static inline long bad_call(unsigned i, unsigned long bad)
{
	const enum argument *kind = bad_calls[i].argument;

	return raw_syscall(bad_calls[i].number,
			   bad_call_argument(kind[0], bad),
			   bad_call_argument(kind[1], bad),
			   bad_call_argument(kind[2], bad));
}

/*
 * Expects EFAULT of every call, from number `first` on. The pointer's first
 * `mapped` bytes are there, and are a path without an end before each call.
 */
static inline void bad_calls_check(unsigned long bad, unsigned first,
				   size_t mapped)
{
	for (unsigned i = first; i < NBAD_CALLS; i++) {
		long result;

		memset((void *)bad, 'a', mapped);
		result = bad_call(i, bad);
		if (result == -EFAULT)
			continue;
		dprintf(STDERR_FILENO, "%s with 0x%lx gives %ld, "
			"expected -EFAULT (%d)\n", bad_calls[i].name, bad,
			result, -EFAULT);
		_exit(1);
	}
}

#endif
