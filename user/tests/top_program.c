/*
 * top -n 2 shows two tables and ends; a process that computes is at the top of
 * the second with nearly a whole hart, one that sleeps uses nothing.
 *  timeout: 60
 */
#include <signal.h>

#include "output.h"

static void
compute(long unused)
{
	(void)unused;
	for (;;)
		;
}

static void
wait_for_kill(long unused)
{
	(void)unused;
	for (;;)
		sleep(1);
}

int
main(void)
{
	pid_t busy = start_child(compute, 0);
	pid_t idle = start_child(wait_for_kill, 0);
	char state[16], line[16];
	const char *text, *at;
	double share;
	int status, pid;

	text = output_of("top -b -n 2 -d 1", &status);
	CHECK_EXITED(status, 0);
	at = strstr(strstr(text, " PID ") + 1, " PID ");
	at = strchr(at, '\n') + 1;
	CHECK_EQ(sscanf(at, "%d %*d %15s %lf", &pid, state, &share), 3);
	CHECK_EQ(pid, busy);
	CHECK(share > 50 && share < 101);
	snprintf(line, sizeof(line), "\n%5d ", idle);
	at = strstr(at, line);
	CHECK(at != NULL);
	CHECK_EQ(sscanf(at, "%*d %*d %15s %lf", state, &share), 2);
	CHECK_EQ(strcmp(state, "BLOCKED"), 0);
	CHECK(share < 5);
	CHECK_EQ(kill(busy, SIGKILL) + kill(idle, SIGKILL), 0);
	CHECK_KILLED(reap(busy), SIGKILL);
	CHECK_KILLED(reap(idle), SIGKILL);
	check_output("top -x 2>/dev/null", "", 2);
	return 0;
}
