/* Running a command line in a shell. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell.h"
#include "sys.h"

#define EXIT_NO_SHELL 127

_Noreturn void
__shell_exec(const char *command)
{
	execl(SHELL_PATH, SHELL_NAME, "-c", command, (char *)NULL);
	_Exit(EXIT_NO_SHELL);
}

int
system(const char *command)
{
	pid_t pid;
	int status;

	if (command == NULL)
		return access(SHELL_PATH, X_OK) == 0;
	pid = __sys_fork();
	if (pid == 0)
		__shell_exec(command);
	if (pid < 0 || __sys_waitpid(pid, &status, 0) < 0)
		return -1;
	return status;
}
