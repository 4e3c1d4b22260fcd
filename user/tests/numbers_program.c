/*
 * A number that an int cannot hold names no process and no descriptor, not the
 * one that its low half names: 4294967296 is 2^32.
 */
#include <signal.h>

#include "output.h"

#define TWO_TO_32 4294967296l

int
main(void)
{
	char command[64];
	pid_t child = fork();

	if (child == 0)
		for (;;)
			sleep(1000);
	snprintf(command, sizeof(command), "/bin/kill %ld 2>/dev/null",
		 TWO_TO_32 + child);
	check_output(command, "", 1);
	snprintf(command, sizeof(command), "kill %ld 2>/dev/null",
		 TWO_TO_32 + child);
	check_output(command, "", 1);
	snprintf(command, sizeof(command), "ps -p %ld | wc -l",
		 TWO_TO_32 + child);
	check_output(command, "1\n", 0);
	check_output("poweroff 4294967296 2>/dev/null", "", 2);
	check_output("[ -t 4294967296 ] </dev/console", "", 1);
	CHECK_EQ(kill(child, SIGKILL), 0);
	CHECK_EQ(waitpid(child, NULL, 0), child);
	return 0;
}
