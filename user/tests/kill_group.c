/*
 * kill(-pgid) ends every process of that group and no other; kill(0) ends
 * the caller's own group, the caller included.
 */
#include <signal.h>

#include "check.h"

#define NMEMBERS 5

static int gate[2];

static void
wait_for_end(long unused)
{
	char c;

	(void)unused;
	read(gate[0], &c, 1);
}

static void
kill_own_group(long unused)
{
	CHECK_EQ(setpgid(0, 0), 0);
	start_child(wait_for_end, unused);
	kill(0, SIGTERM);
}

int
main(void)
{
	pid_t bystander, member[NMEMBERS];

	CHECK_EQ(pipe(gate), 0);
	bystander = start_child(wait_for_end, 0);
	for (int i = 0; i < NMEMBERS; i++) {
		member[i] = start_child(wait_for_end, 0);
		CHECK_EQ(setpgid(member[i], member[0]), 0);
	}
	CHECK_EQ(kill(-member[0], SIGUSR1), 0);
	for (int i = 0; i < NMEMBERS; i++)
		CHECK_KILLED(reap(member[i]), SIGUSR1);
	CHECK_ERRNO(kill(-member[0], SIGUSR1), ESRCH);
	CHECK_KILLED(run_child(kill_own_group, 0), SIGTERM);
	CHECK_EQ(waitpid(bystander, NULL, WNOHANG), 0);
	CHECK_EQ(write(gate[1], "x", 1), 1);
	CHECK_EXITED(reap(bystander), 0);
	return 0;
}
