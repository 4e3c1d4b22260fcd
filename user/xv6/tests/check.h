/*
 * What the tests are made of, in xv6's dialect: checks that say what did not
 * hold and end the process with status 1, and children that are waited for.
 */
#ifndef XV6_TESTS_CHECK_H
#define XV6_TESTS_CHECK_H

#include "kernel/types.h"
#include "kernel/fcntl.h"
#include "kernel/fs.h"
#include "kernel/memlayout.h"
#include "kernel/param.h"
#include "kernel/riscv.h"
#include "kernel/stat.h"
#include "user/user.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline void check_true(int ok, const char *file, int line,
			      const char *what)
{
	if (ok)
		return;
	fprintf(2, "%s:%d: does not hold: %s\n", file, line, what);
	exit(1);
}

static inline void check_equal(long got, long want, const char *file, int line,
			       const char *what)
{
	if (got == want)
		return;
	fprintf(2, "%s:%d: %s is %ld, expected %ld\n", file, line, what, got,
		want);
	exit(1);
}

#define CHECK(what) check_true((what) != 0, __FILE__, __LINE__, #what)
#define CHECK_EQ(got, want) \
	check_equal((long)(got), (long)(want), __FILE__, __LINE__, #got)
#define CHECK_FAILS(call) CHECK_EQ(call, -1)

/* Starts a child that runs body(arg) and then exits with 0. */
static inline int start_child(void (*body)(long), long arg)
{
	int pid = fork();

	CHECK(pid >= 0);
	if (pid == 0) {
		body(arg);
		exit(0);
	}
	return pid;
}

/* The same, waited for as the only child: its status. */
static inline int run_child(void (*body)(long), long arg)
{
	int pid = start_child(body, arg), status;

	CHECK_EQ(wait(&status), pid);
	return status;
}

/* Waits for `n` children; each must exit with 0. */
static inline void reap(int n)
{
	for (int i = 0; i < n; i++) {
		int status = -1;

		CHECK(wait(&status) > 0);
		CHECK_EQ(status, 0);
	}
	CHECK_FAILS(wait(0));
}

/* Makes a file with that content. */
static inline void make_file(const char *path, const char *text)
{
	int fd = open(path, O_CREATE | O_WRONLY | O_TRUNC);

	CHECK(fd >= 0);
	CHECK_EQ(write(fd, text, (int)strlen(text)), strlen(text));
	CHECK_EQ(close(fd), 0);
}

static inline int exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

/* The test's own empty directory, and back. */
static inline void enter_directory(const char *path)
{
	CHECK_EQ(chdir("/tmp"), 0);
	CHECK_EQ(mkdir(path), 0);
	CHECK_EQ(chdir(path), 0);
}

static inline void leave_directory(const char *path)
{
	CHECK_EQ(chdir(".."), 0);
	CHECK_EQ(unlink(path), 0);
}

#endif
