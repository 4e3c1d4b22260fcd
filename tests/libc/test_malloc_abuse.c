/*
 * Freeing twice, freeing what is not from malloc(), and writing past the end
 * are found: the process says so on standard error and ends by SIGABRT.
 */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "names.h"

static void
free_twice(void)
{
	char *p = sp_malloc(40);

	sp_malloc(40);
	sp_free(p);
	sp_free(p);
}

static void
free_twice_merged(void)
{
	char *p = sp_malloc(40), *q = sp_malloc(40);

	sp_malloc(40);
	sp_free(p);
	sp_free(q);
	sp_free(q);
}

static void
free_inside(void)
{
	sp_free((char *)sp_malloc(100) + 8);
}

static void
free_elsewhere(void)
{
	static char array[100] __attribute__((aligned(16)));

	sp_free(array + 16);
}

static void
overrun(void)
{
	char *p = sp_malloc(40);

	sp_malloc(40);
	memset(p, 0, 60);
	sp_free((char *)p);
}

static void
realloc_freed(void)
{
	char *p = sp_malloc(40);

	sp_malloc(40);
	sp_free(p);
	sp_realloc(p, 50);
}

static void
expect_abort(void (*abuse)(void), const char *name, const char *message)
{
	char text[200] = "";
	int fds[2], status;

	if (pipe(fds) != 0 || fork() == 0) {
		dup2(fds[1], 2);
		abuse();
		_exit(0);
	}
	close(fds[1]);
	CHECK(read(fds[0], text, sizeof(text) - 1) >= 0, "read");
	wait(&status);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT,
	      "%s: status %x", name, status);
	for (ssize_t n = 1; n > 0;) {
		size_t len = strlen(text);

		n = read(fds[0], text + len, sizeof(text) - 1 - len);
	}
	CHECK(strstr(text, message) != NULL, "%s: said '%s'", name, text);
	close(fds[0]);
}

int
main(void)
{
	expect_abort(free_twice, "free twice", "free already");
	expect_abort(free_twice_merged, "free twice, merged", "free already");
	expect_abort(free_inside, "free inside", "not from malloc");
	expect_abort(free_elsewhere, "free elsewhere", "not from malloc");
	expect_abort(overrun, "overrun", "past the end");
	expect_abort(realloc_freed, "realloc freed", "free already");
	return failures;
}
