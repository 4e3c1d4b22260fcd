/* tee -i goes on when it is interrupted; without -i it ends. */
#include <fcntl.h>
#include <signal.h>

#include "output.h"

#define FILE_NAME "/tmp/tee_interrupted"

/* Its wait status, interrupted between the two bytes that it copies. */
static int
copy(char *option)
{
	char *words[] = { "tee", option, FILE_NAME, NULL }, c;
	int in[2], out[2], status;
	pid_t pid;

	CHECK_EQ(pipe(in) + pipe(out), 0);
	pid = fork_checked();
	if (pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		close(in[1]);
		execv("/bin/tee", words);
		_exit(127);
	}
	close(in[0]);
	CHECK_EQ(write(in[1], "a", 1), 1);
	CHECK_EQ(read(out[0], &c, 1), 1);
	CHECK_EQ(kill(pid, SIGINT), 0);
	if (strcmp(option, "-i") == 0)
		CHECK_EQ(write(in[1], "b", 1), 1);
	close(in[1]);
	status = reap(pid);
	close(out[0]);
	close(out[1]);
	return status;
}

int
main(void)
{
	CHECK_KILLED(copy("-a"), SIGINT);
	CHECK_EXITED(copy("-i"), 0);
	check_output("cat " FILE_NAME, "ab", 0);
	return 0;
}
