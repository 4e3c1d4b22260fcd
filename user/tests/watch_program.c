/*
 * watch -g runs a command until it prints something else, -e until it fails;
 * the command is the shell's.
 */
#include "output.h"

int
main(void)
{
	const char *text;
	int status;

	CHECK_EQ(setenv("PATH", "/bin", 1), 0);
	CHECK_EQ(system("echo x >/tmp/watch"), 0);
	text = output_of("watch -t -g -n 0.05 'wc -l </tmp/watch; "
			 "echo x >>/tmp/watch'", &status);
	CHECK_EXITED(status, 0);
	CHECK(strstr(text, "1\n") != NULL && strstr(text, "2\n") != NULL);
	CHECK(strstr(text, "3\n") == NULL);
	text = output_of("watch -e -n 0.05 'echo here; rm /tmp/watch'",
			 &status);
	CHECK_EXITED(status, 1);
	CHECK(strstr(text, "Every 0.0") != NULL);
	text = strstr(text, "here");
	CHECK(text != NULL && strstr(text + 1, "here") != NULL);
	check_output("watch 2>/dev/null", "", 2);
	return 0;
}
