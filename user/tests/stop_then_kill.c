/*
 * A stopped process is ended by SIGKILL at once, and by SIGTERM when it goes
 * on: until then it only stays stopped. What could not be told is not lost.
 */
#include "stopping.h"

static pid_t
start_stopped(void)
{
	pid_t pid = start_child(spin, 0);

	CHECK_EQ(kill(pid, SIGSTOP), 0);
	CHECK_ERRNO(waitpid(pid, (int *)1, WUNTRACED), EFAULT);
	expect_news(pid, WUNTRACED, W_STOPPED(SIGSTOP));
	return pid;
}

int
main(void)
{
	pid_t pid = start_stopped();

	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_KILLED(reap(pid), SIGKILL);

	pid = start_stopped();
	CHECK_EQ(kill(pid, SIGTERM), 0);
	CHECK_EQ(proc_state(pid), PROC_STOPPED);
	CHECK_EQ(waitpid(pid, NULL, WUNTRACED | WNOHANG), 0);
	CHECK_EQ(kill(pid, SIGCONT), 0);
	CHECK_KILLED(reap(pid), SIGTERM);
	return 0;
}
