/* Streams to and from a command. */
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell.h"
#include "stdio/stream.h"
#include "sys.h"

/* In the child: `fd` in the place of standard input or output. The parent's
   ends of all popen() pipes are closed by the exec. */
_Noreturn static void
become_command(const char *command, int fd, int place)
{
	if (fd != place) {
		__sys_dup2(fd, place);
		__sys_close(fd);
	}
	__shell_exec(command);
}

FILE *
popen(const char *command, const char *mode)
{
	int reads = mode[0] == 'r';
	int fds[2], ours, theirs;
	FILE *f;

	if (mode[0] != 'r' && mode[0] != 'w') {
		errno = EINVAL;
		return NULL;
	}
	if (__sys_pipe(fds) != 0)
		return NULL;
	ours = reads ? fds[0] : fds[1];
	theirs = reads ? fds[1] : fds[0];
	__sys_fcntl(ours, F_SETFD, FD_CLOEXEC);
	f = __stream_new(ours, reads ? STREAM_READ : STREAM_WRITE);
	if (f != NULL)
		f->child = __sys_fork();
	if (f != NULL && f->child == 0)
		become_command(command, theirs, reads ? STDOUT_FILENO :
							STDIN_FILENO);
	__sys_close(theirs);
	if (f == NULL) {
		__sys_close(ours);
	} else if (f->child < 0) {
		int error = errno;

		fclose(f);
		errno = error;
		f = NULL;
	}
	return f;
}

int
pclose(FILE *f)
{
	pid_t child = f->child;
	int status;

	fclose(f);
	return __sys_waitpid(child, &status, 0) < 0 ? -1 : status;
}
