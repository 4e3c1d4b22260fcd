/*
 * kill: sends a signal to processes: -9, -KILL, -s KILL; TERM without an
 * option. -l lists the signals. A negative number means a process group.
 */
#include <signal.h>

#include "signals.h"
#include "tool.h"

enum { STATUS_SIGNAL_BASE = 128 };

/* A usage error when there is none such. */
static int
parse_signal(const char *text)
{
	int sig = signal_number(text);

	if (sig >= 0)
		return sig;
	tool_complain("unknown signal: %s", text);
	tool_usage();
}

/* The name of a signal, or of the one that a status above 128 speaks of. */
static void
print_name(long number)
{
	const char *name = signal_name(number > STATUS_SIGNAL_BASE ?
				       number - STATUS_SIGNAL_BASE : number);

	if (name != NULL)
		puts(name);
	else
		tool_complain("unknown signal: %ld", number);
}

static void
list(char **numbers)
{
	if (*numbers == NULL)
		for (int i = 0; i < NSIGNALS; i++)
			printf("%2d %s\n", signals[i].number, signals[i].name);
	for (; *numbers != NULL; numbers++)
		print_name(tool_number(*numbers, 1));
}

static void
send(int sig, const char *target)
{
	char *end;
	long pid = strtol(target, &end, TOOL_DECIMAL);

	if (end == target || *end != '\0' || pid != (pid_t)pid)
		tool_complain("%s: not a process number", target);
	else if (kill(pid, sig) < 0)
		tool_error(target);
}

int
main(int argc, char **argv)
{
	int sig = SIGTERM;

	tool_begin(argv, "kill", "[-SIGNAL | -s signal] pid ... | -l [number]");
	argv += argc > 0;
	if (*argv != NULL && strcmp(*argv, "-l") == 0) {
		list(argv + 1);
		return tool_finish();
	}
	if (*argv != NULL && strcmp(*argv, "-s") == 0 && argv[1] != NULL) {
		sig = parse_signal(argv[1]);
		argv += 2;
	} else if (*argv != NULL && **argv == '-' &&
		   strcmp(*argv, "--") != 0) {
		sig = parse_signal(*argv + 1);
		argv++;
	}
	if (*argv != NULL && strcmp(*argv, "--") == 0)
		argv++;
	if (*argv == NULL)
		tool_usage();
	for (; *argv != NULL; argv++)
		send(sig, *argv);
	return tool_finish();
}
