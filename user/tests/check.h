/*
 * What every test is made of: checks that say in a sentence what did not hold
 * and end the process with status 1, and children that are waited for.
 */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The exit status by which a program that a test has started is known. */
#define STARTED 90

#define NS_PER_MS 1000000L
#define NS_PER_S  1000000000L

static inline void check_true(int ok, const char *file, int line,
			      const char *what)
{
	if (ok)
		return;
	dprintf(STDERR_FILENO, "%s:%d: does not hold: %s (errno: %s)\n",
		file, line, what, strerror(errno));
	_exit(1);
}

static inline void check_equal(long got, long want, const char *file, int line,
			       const char *what)
{
	if (got == want)
		return;
	dprintf(STDERR_FILENO, "%s:%d: %s is %ld, expected %ld (errno: %s)\n",
		file, line, what, got, want, strerror(errno));
	_exit(1);
}

static inline void check_errno(long got, int want, const char *file, int line,
			       const char *what)
{
	int error = errno;

	if (got == -1 && error == want)
		return;
	dprintf(STDERR_FILENO, "%s:%d: %s gives %ld, errno %d (%s); ", file,
		line, what, got, error, strerror(error));
	dprintf(STDERR_FILENO, "expected -1 and %d (%s)\n", want,
		strerror(want));
	_exit(1);
}

static inline void check_status(int status, int sig, int code,
				const char *file, int line)
{
	int got_sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	int got_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;

	if (got_sig == sig && got_code == code)
		return;
	dprintf(STDERR_FILENO, "%s:%d: a child ended with signal %d, code %d; "
		"expected signal %d, code %d\n", file, line, got_sig, got_code,
		sig, code);
	_exit(1);
}

#define CHECK(what) check_true((what) != 0, __FILE__, __LINE__, #what)
#define CHECK_EQ(got, want) \
	check_equal((long)(got), (long)(want), __FILE__, __LINE__, #got)
#define CHECK_ERRNO(call, want) \
	check_errno((errno = 0, (long)(call)), want, __FILE__, __LINE__, #call)
#define CHECK_EXITED(status, code) \
	check_status(status, 0, code, __FILE__, __LINE__)
#define CHECK_KILLED(status, sig) \
	check_status(status, sig, 0, __FILE__, __LINE__)

/* fork() that works, or the test fails. */
static inline pid_t fork_checked(void)
{
	pid_t pid = fork();

	CHECK(pid >= 0);
	return pid;
}

/* A child's body that waits for a byte from `fd`. */
static inline void wait_for_byte(long fd)
{
	char c;

	CHECK_EQ(read((int)fd, &c, 1), 1);
}

/* Waits for child `pid` and returns its wait status. */
static inline int reap(pid_t pid)
{
	int status = -1;

	CHECK_EQ(waitpid(pid, &status, 0), pid);
	return status;
}

/* Starts a child that runs body(arg) and then exits with 0. */
static inline pid_t start_child(void (*body)(long), long arg)
{
	pid_t pid = fork_checked();

	if (pid == 0) {
		body(arg);
		_exit(0);
	}
	return pid;
}

/* The same, waited for: the child's wait status. */
static inline int run_child(void (*body)(long), long arg)
{
	return reap(start_child(body, arg));
}

/* Waits for all children; each must exit with 0. */
static inline void reap_all(void)
{
	for (int status; wait(&status) > 0;)
		CHECK_EXITED(status, 0);
	CHECK_EQ(errno, ECHILD);
}

/* Reads just n bytes, in as many pieces as they come in. */
static inline void read_exactly(int fd, void *to, size_t n)
{
	for (char *p = to, *end = p + n; p < end;) {
		ssize_t got = read(fd, p, (size_t)(end - p));

		CHECK(got > 0);
		p += got;
	}
}

static inline long now_ns(void)
{
	struct timespec now;

	CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &now), 0);
	return now.tv_sec * NS_PER_S + now.tv_nsec;
}

#endif
