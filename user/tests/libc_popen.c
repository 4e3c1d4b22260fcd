/*
 * popen() reads a command's output and feeds a command's input through the
 * shell, pclose() and system() give its status.
 */
#include "check.h"

#define NAME "/tmp/libc_popen"

int
main(void)
{
	char text[32];
	FILE *f;

	CHECK_EQ(setenv("PATH", "/bin", 1), 0);
	f = popen("echo hello; exit 3", "r");
	CHECK(f != NULL);
	CHECK(fgets(text, sizeof(text), f) == text);
	CHECK_EQ(strcmp(text, "hello\n"), 0);
	CHECK(fgets(text, sizeof(text), f) == NULL);
	CHECK_EXITED(pclose(f), 3);
	f = popen("cat > " NAME, "w");
	CHECK(f != NULL);
	CHECK(fputs("to the command\n", f) >= 0);
	CHECK_EXITED(pclose(f), 0);
	f = fopen(NAME, "r");
	CHECK(f != NULL && fgets(text, sizeof(text), f) == text);
	CHECK_EQ(strcmp(text, "to the command\n"), 0);
	CHECK_EQ(fclose(f) + remove(NAME), 0);
	CHECK_EXITED(system("exit 7"), 7);
	CHECK_EXITED(system("true"), 0);
	CHECK_EXITED(system("no_such_command_here 2>/dev/null"), 127);
	return 0;
}
