/*
 * Runs guest tests one after the other and says how each ended.
 *
 *   runtests SECONDS 'NAME [ARGUMENT]...' [SECONDS 'NAME [ARGUMENT]...']...
 *
 * NAME is a program of /tests; one that has not ended after SECONDS is
 * killed. What a test prints goes straight to the console, so that it is seen
 * even when the kernel hangs; our own lines stand between, each marked:
 *
 *   @@run NAME        it begins
 *   @@ok NAME         it exited with 0
 *   @@FAIL NAME why   anything else, or it left processes behind
 *   @@note text       memory that did not come back
 *   @@end             all are done
 *
 * A test runs in a process group of its own, which is killed after it. Its
 * limit is kept by a second child that sleeps: we wait for whoever ends first.
 *
 * Read next: tests/run, which starts us and reads those lines.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <sprout.h>

#define ARGS_MAX     16
#define PATH_SIZE    256
#define WHY_SIZE     64
#define SETTLE_TRIES 200
#define SETTLE_NS    (5 * 1000 * 1000)
#define LEAK_FRAMES  64      /* caches and logs move a few frames about */
#define EXIT_NO_TEST 127

struct test {
	char *argv[ARGS_MAX + 1];
	unsigned int limit_s;
};

static void
die(const char *what)
{
	perror(what);
	exit(2);
}

/* Cuts `line` at its blanks. */
static void
split(char *line, struct test *t)
{
	int n = 0;

	for (char *word = strtok(line, " "); word && n < ARGS_MAX;
	     word = strtok(NULL, " "))
		t->argv[n++] = word;
	t->argv[n] = NULL;
}

static void
become_test(const struct test *t)
{
	char path[PATH_SIZE];

	setpgid(0, 0);
	snprintf(path, sizeof(path), "/tests/%s", t->argv[0]);
	execv(path, t->argv);
	perror(path);
	_exit(EXIT_NO_TEST);
}

static pid_t
start_test(const struct test *t)
{
	pid_t pid = fork();

	if (pid < 0)
		die("runtests: fork");
	if (pid == 0)
		become_test(t);
	setpgid(pid, pid);
	return pid;
}

static pid_t
start_watchdog(unsigned int limit_s)
{
	pid_t pid = fork();

	if (pid < 0)
		die("runtests: fork");
	if (pid == 0) {
		sleep(limit_s);
		_exit(0);
	}
	return pid;
}

/* Waits for the test or the watchdog; the other one is killed. Returns the
   test's wait status, -1 when its time was over. */
static int
await(pid_t test, pid_t watchdog)
{
	int status, ignored;
	pid_t first = wait(&status);
	pid_t other = first == test ? watchdog : test;

	if (other == test)
		kill(-test, SIGKILL);
	kill(other, SIGKILL);
	while (waitpid(other, &ignored, 0) < 0 && errno == EINTR)
		;
	kill(-test, SIGKILL);
	return first == test ? status : -1;
}

static unsigned long
nprocs(void)
{
	struct sysinfo info;

	if (sysinfo(&info) < 0)
		die("runtests: sysinfo");
	return info.nprocs;
}

static long
frames_left(void)
{
	struct sysinfo info;

	if (sysinfo(&info) < 0)
		die("runtests: sysinfo");
	return (long)(info.frames_free + info.frames_reclaimable);
}

/* Process 1 needs a moment to bury orphans; nobody can wait for that but by
   looking again. Returns how many processes there are too many. */
static long
left_behind(unsigned long before)
{
	const struct timespec moment = { .tv_nsec = SETTLE_NS };

	for (int i = 0; nprocs() > before && i < SETTLE_TRIES; i++)
		nanosleep(&moment, NULL);
	return (long)(nprocs() - before);
}

/* Why the test failed, "" when it did not. */
static void
explain(int status, long nleft, char why[WHY_SIZE])
{
	why[0] = '\0';
	if (status == -1)
		snprintf(why, WHY_SIZE, "timeout");
	else if (WIFSIGNALED(status))
		snprintf(why, WHY_SIZE, "signal %d", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		snprintf(why, WHY_SIZE, "exit %d", WEXITSTATUS(status));
	else if (nleft > 0)
		snprintf(why, WHY_SIZE, "left %ld processes", nleft);
}

static void
report(const char *name, const char *why)
{
	if (*why)
		printf("\n@@FAIL %s %s\n", name, why);
	else
		printf("\n@@ok %s\n", name);
	fflush(stdout);
}

static void
run(const struct test *t)
{
	unsigned long before = nprocs();
	long frames = frames_left();
	pid_t watchdog;
	char why[WHY_SIZE];
	int status;

	printf("\n@@run %s\n", t->argv[0]);
	fflush(stdout);
	watchdog = start_watchdog(t->limit_s);
	status = await(start_test(t), watchdog);
	explain(status, left_behind(before), why);
	if (frames - frames_left() > LEAK_FRAMES)
		printf("\n@@note %s: %ld frames fewer\n", t->argv[0],
		       frames - frames_left());
	report(t->argv[0], why);
}

int
main(int argc, char **argv)
{
	struct test t;

	if (argc < 3 || argc % 2 == 0) {
		fprintf(stderr, "usage: runtests SECONDS 'NAME [ARG]...'...\n");
		return 2;
	}
	for (int i = 1; i + 1 < argc; i += 2) {
		t.limit_s = (unsigned int)atoi(argv[i]);
		split(argv[i + 1], &t);
		if (t.argv[0])
			run(&t);
	}
	printf("\n@@end\n");
	return 0;
}
