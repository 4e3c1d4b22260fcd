/*
 * The frames of a program that has ended are reclaimable in the first answer
 * that sysinfo() gives afterwards, not only in the second. What is still being
 * read ahead changes the counts, too, so one quiet run of many is enough.
 */
#include "procstate.h"

#define RUNS 50

int
main(void)
{
	struct sysinfo first, second;

	for (int i = 0; i < RUNS; i++) {
		pid_t pid = fork();

		CHECK(pid >= 0);
		if (pid == 0)
			_exit(execl("/bin/true", "true", NULL));
		CHECK(waitpid(pid, NULL, 0) == pid);
		CHECK(sysinfo(&first) == 0);
		CHECK(sysinfo(&second) == 0);
		if (first.frames_reclaimable == second.frames_reclaimable)
			return 0;
	}
	CHECK_EQ(second.frames_reclaimable, first.frames_reclaimable);
	return 0;
}
