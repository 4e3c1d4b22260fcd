/*
 * vmmap: regions with the file they come from; of a child that waits, its
 * pages shared with the parent; -p each page. What has no process is told.
 */
#include "output.h"
#include "procstate.h"

int
main(void)
{
	char command[64];
	const char *text;
	int ends[2], status;
	pid_t pid;

	CHECK_EQ(pipe(ends), 0);
	pid = start_child(wait_for_byte, ends[0]);
	await_state(pid, PROC_BLOCKED);
	snprintf(command, sizeof(command), "vmmap -p %d", pid);
	text = output_of(command, &status);
	CHECK_EXITED(status, 0);
	CHECK_EQ(strncmp(text, "START        END          MAY  PAGES ", 36), 0);
	CHECK(strstr(text, " r-x ") && strstr(text, "/tests/vmmap_program\n"));
	text = strstr(text, "  page 0x10000 frame 0x");
	CHECK(text != NULL && strstr(text, " r-x\n") != NULL);
	text = strstr(text, " stack\n");
	CHECK(text != NULL && strstr(text, "holders ") != NULL);
	CHECK_EQ(write(ends[1], "", 1), 1);
	CHECK_EXITED(reap(pid), 0);
	check_output("vmmap 4000000 2>&1",
		     "vmmap: there is no process 4000000\n", 1);
	check_output("vmmap 2>/dev/null", "", 2);
	check_output("vmmap x 2>/dev/null", "", 2);
	return 0;
}
