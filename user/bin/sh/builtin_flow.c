/*
 * The shell's own commands that change what is run next: break and continue,
 * return, exit, eval, ., exec, trap, wait.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../signals.h"
#include "builtin.h"
#include "exec.h"
#include "job.h"
#include "out.h"
#include "redir.h"
#include "shell.h"

/* The number in argv[1], `otherwise` without one; -1 after a message. */
static int
number_argument(int argc, char **argv, int otherwise)
{
	int n = argc > 1 ? shell_number(argv[1]) : otherwise;

	if (n < 0)
		shell_fail(STATUS_ERROR, "%s: bad number: %s", argv[0],
			   argv[1]);
	return n;
}

/* break and continue. */
int
builtin_break(int argc, char **argv)
{
	int levels = number_argument(argc, argv, 1);

	if (levels == 0)
		shell_fail(STATUS_ERROR, "%s: bad number: 0", argv[0]);
	if (levels <= 0)
		return STATUS_ERROR;
	if (levels > shell.loop_depth)
		levels = shell.loop_depth;
	if (levels == 0)
		return 0;
	shell.flow_levels = levels;
	shell.flow = argv[0][0] == 'b' ? FLOW_BREAK : FLOW_CONTINUE;
	return 0;
}

int
builtin_return(int argc, char **argv)
{
	int status = number_argument(argc, argv, shell.status);

	if (status < 0)
		return STATUS_ERROR;
	shell.status = status;
	shell.flow = shell.call_depth > 0 ? FLOW_RETURN : FLOW_EXIT;
	return status;
}

int
builtin_exit(int argc, char **argv)
{
	int status = number_argument(argc, argv, shell.status);

	if (status < 0)
		return STATUS_ERROR;
	shell.status = status;
	shell.flow = FLOW_EXIT;
	return status;
}

int
builtin_eval(int argc, char **argv)
{
	struct buf text = { NULL, 0, 0 };
	int status;

	(void)argc;
	buf_string(&text, "");
	for (argv++; *argv != NULL; argv++) {
		buf_string(&text, *argv);
		buf_char(&text, ' ');
	}
	status = exec_text(text.s, 0);
	buf_free(&text);
	return status;
}

/* Reads the file's commands in this shell. */
static int
source_file(int fd)
{
	struct source from;

	source_from_fd(&from, fd, false, false);
	shell.call_depth++;
	if (!exec_source(&from, 0) && shell.flow == FLOW_NONE)
		shell.status = 0;
	shell.call_depth--;
	source_free(&from);
	if (shell.flow == FLOW_RETURN)
		shell.flow = FLOW_NONE;
	return shell.status;
}

/* Opens a script where no command sees the descriptor; -1 when it cannot. */
static int
open_script(const char *path)
{
	int fd = open(path, O_RDONLY);
	int private_fd;

	if (fd < 0)
		return -1;
	private_fd = redir_private_fd(fd);
	close(fd);
	return private_fd;
}

int
builtin_dot(int argc, char **argv)
{
	const char *path = argc > 1 ? exec_find_script(argv[1]) : NULL;
	int fd, status;

	if (path == NULL) {
		shell_fail(STATUS_ERROR, ".: %s: not found",
			   argc > 1 ? argv[1] : "a file name is missing");
		return STATUS_ERROR;
	}
	fd = open_script(path);
	if (fd < 0) {
		shell_fail(STATUS_ERROR, ".: %s: %s", path, strerror(errno));
		return STATUS_ERROR;
	}
	status = source_file(fd);
	close(fd);
	return status;
}

int
builtin_exec(int argc, char **argv)
{
	if (argc < 2)
		return 0;
	out_flush();
	exec_program(argv + 1);
}

static bool
is_exit(const char *name)
{
	return strcmp(name, "EXIT") == 0 || strcmp(name, "0") == 0;
}

/* Ignores a signal, or no longer; false, after a message, for anything else:
   programs cannot catch signals on this system. */
static bool
trap_signal(const char *name, const char *action)
{
	int sig = signal_number(name);

	if (sig <= 0) {
		shell_warn("trap: %s: no such signal", name);
	} else if (*action != '\0' && strcmp(action, "-") != 0) {
		shell_warn("trap: %s: only EXIT can have a command; '' "
			   "ignores a signal", name);
	} else if (signal(sig, *action == '\0' ? SIG_IGN : SIG_DFL) ==
		   SIG_ERR) {
		shell_warn("trap: %s: %s", name, strerror(errno));
	} else {
		return true;
	}
	return false;
}

/* "trap -- action name ...", to be read by a shell again. */
static void
print_traps(void)
{
	struct sigaction now;

	if (exit_trap != NULL) {
		out_string("trap -- ");
		out_quoted(exit_trap);
		out_string(" EXIT\n");
	}
	for (int i = 0; i < NSIGNALS; i++)
		if (sigaction(signals[i].number, NULL, &now) == 0 &&
		    now.sa_handler == SIG_IGN)
			out_format("trap -- '' %s\n", signals[i].name);
}

int
builtin_trap(int argc, char **argv)
{
	const char *action = argc > 2 ? argv[1] : "-";
	int status = 0;

	if (argc == 1)
		print_traps();
	for (char **name = argv + (argc > 2 ? 2 : 1); *name != NULL; name++) {
		if (!is_exit(*name)) {
			if (!trap_signal(*name, action))
				status = STATUS_FALSE;
			continue;
		}
		free(exit_trap);
		exit_trap = NULL;
		if (strcmp(action, "-") != 0)
			exit_trap = mem_strdup(action);
	}
	return status;
}

int
builtin_wait(int argc, char **argv)
{
	int status = 0;

	if (argc == 1)
		job_wait_all();
	for (int i = 1; i < argc; i++) {
		int pid = shell_number(argv[i]);

		if (pid < 0) {
			shell_fail(STATUS_ERROR, "wait: bad number: %s",
				   argv[i]);
			return STATUS_ERROR;
		}
		status = job_wait_pid(pid);
	}
	return status;
}
