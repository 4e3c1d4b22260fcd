/*
 * A process that is to end is not stopped any more: whatever comes first of
 * many signals, SIGTERM and SIGSTOP and SIGCONT to one that waits in a call
 * end it.
 */
#include "stopping.h"

#define NROUNDS 200

int
main(void)
{
	int gate[2];

	CHECK_EQ(pipe(gate), 0);
	for (int i = 0; i < NROUNDS; i++) {
		pid_t pid = start_child(i % 2 ? wait_for_byte : spin, gate[0]);

		CHECK_EQ(kill(pid, SIGSTOP), 0);
		CHECK_EQ(kill(pid, SIGTERM), 0);
		CHECK_EQ(kill(pid, SIGCONT), 0);
		CHECK_EQ(kill(pid, SIGSTOP), 0);
		CHECK_KILLED(reap(pid), SIGTERM);
	}
	return 0;
}
