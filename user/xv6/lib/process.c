/*
 * Processes: making them, ending them, waiting for them.
 */
#include "abi/proc.h"
#include "abi/signal.h"
#include "abi/wait.h"
#include "kernel/param.h"
#include "memory.h"
#include "process.h"
#include "report.h"
#include "sys.h"
#include "user/user.h"

void
process_begin(void)
{
	sys_call(KERNEL_sigignore, SIGPIPE, 1, 0);
}

/* Are there as many processes as xv6 could have? */
static int
is_full(void)
{
	static struct procinfo all[NPROC];

	return sys_call(KERNEL_procinfo, 0, PTR(all), NPROC) >= NPROC;
}

int
fork(void)
{
	long pid;

	if (is_full())
		return -1;
	report_prepare();
	pid = sys_call(KERNEL_fork, 0, 0, 0);
	if (pid == 0)
		report_inherit();
	return answer(pid);
}

int
exit(int status)
{
	int code = report_status(status);

	for (;;)
		sys_call(KERNEL__exit, code, 0, 0);
}

int
wait(int *status)
{
	int ended;
	long pid;

	if (status != 0 && !memory_writable(status, sizeof(*status)))
		return -1;
	pid = sys_call(KERNEL_waitpid, -1, PTR(&ended), 0);
	if (pid < 0)
		return -1;
	ended = WIFEXITED(ended) ? report_find((int)pid, WEXITSTATUS(ended)) :
		-1;
	if (status != 0)
		*status = ended;
	return (int)pid;
}

int
kill(int pid)
{
	/* The kernel has a meaning for these that xv6 has not. */
	if (pid <= 0)
		return -1;
	return answer(sys_call(KERNEL_kill, pid, SIGKILL, 0));
}

int
getpid(void)
{
	return (int)sys_call(KERNEL_getpid, 0, 0, 0);
}
