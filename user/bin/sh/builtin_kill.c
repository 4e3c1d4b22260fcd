/*
 * kill: a builtin, as only the shell knows its jobs. See kill.c one folder up
 * for the program.
 */
#include "builtin.h"

#include <errno.h>
#include <stdbool.h>
#include <sys/types.h>

#include "../signals.h"
#include "job.h"
#include "out.h"
#include "shell.h"

/* What "%1" or a number says to send a signal to; false: nothing does. */
static bool
target_of(const char *text, pid_t *pid)
{
	bool is_group = *text == '-';
	int number;

	if (*text == '%') {
		number = text[1] == '\0' || strcmp(text, "%%") == 0 ||
			 strcmp(text, "%+") == 0 ? 0 : shell_number(text + 1);
		*pid = number < 0 ? 0 : -job_group(number);
		return *pid != 0;
	}
	number = shell_number(text + is_group);
	*pid = is_group ? -number : number;
	return number >= 0;
}

/* A job that is stopped ends when it goes on. */
static int
go_on_to_end(int sig, const char *text, pid_t pid)
{
	if (*text == '%' && (sig == SIGTERM || sig == SIGHUP))
		kill(pid, SIGCONT);
	return 0;
}

static int
send(int sig, const char *text)
{
	pid_t pid;

	if (!target_of(text, &pid))
		shell_warn("kill: %s: no such %s", text,
			   *text == '%' ? "job" : "process number");
	else if (kill(pid, sig) < 0)
		shell_warn("kill: %s: %s", text, strerror(errno));
	else
		return go_on_to_end(sig, text, pid);
	return STATUS_FALSE;
}

static int
list(char **names)
{
	for (int i = 0; *names == NULL && i < NSIGNALS; i++)
		out_format("%2d %s\n", signals[i].number, signals[i].name);
	for (; *names != NULL; names++) {
		int number = shell_number(*names);
		const char *name = signal_name(number > STATUS_SIGNAL_BASE ?
					       number - STATUS_SIGNAL_BASE :
					       number);

		if (name == NULL) {
			shell_warn("kill: %s: no such signal", *names);
			return STATUS_FALSE;
		}
		out_format("%s\n", name);
	}
	return 0;
}

static int
misused(const char *name, int sig)
{
	if (sig < 0)
		shell_warn("kill: %s: no such signal", name);
	shell_warn("usage: kill [-SIGNAL | -s signal] pid | %%job ... | "
		   "-l [number]");
	return STATUS_ERROR;
}

int
builtin_kill(int argc, char **argv)
{
	const char *name = "TERM";
	int sig, status = 0;

	(void)argc;
	argv++;
	if (*argv != NULL && strcmp(*argv, "-l") == 0)
		return list(argv + 1);
	if (*argv != NULL && strcmp(*argv, "-s") == 0 && argv[1] != NULL) {
		name = argv[1];
		argv += 2;
	} else if (*argv != NULL && **argv == '-' &&
		   strcmp(*argv, "--") != 0) {
		name = *argv++ + 1;
	}
	sig = signal_number(name);
	if (*argv != NULL && strcmp(*argv, "--") == 0)
		argv++;
	if (sig < 0 || *argv == NULL)
		return misused(name, sig);
	for (; *argv != NULL; argv++)
		status |= send(sig, *argv);
	return status;
}
