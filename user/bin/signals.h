/*
 * The signals by name, for kill and for the shell.
 */
#ifndef BIN_SIGNALS_H
#define BIN_SIGNALS_H

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *name;
	int number;
} signals[] = {
	{ "HUP", SIGHUP },   { "INT", SIGINT },   { "QUIT", SIGQUIT },
	{ "ILL", SIGILL },   { "TRAP", SIGTRAP }, { "ABRT", SIGABRT },
	{ "BUS", SIGBUS },   { "FPE", SIGFPE },   { "KILL", SIGKILL },
	{ "USR1", SIGUSR1 }, { "SEGV", SIGSEGV }, { "USR2", SIGUSR2 },
	{ "PIPE", SIGPIPE }, { "ALRM", SIGALRM }, { "TERM", SIGTERM },
	{ "CHLD", SIGCHLD }, { "CONT", SIGCONT }, { "STOP", SIGSTOP },
	{ "TSTP", SIGTSTP }, { "TTIN", SIGTTIN }, { "TTOU", SIGTTOU },
};

enum { NSIGNALS = sizeof(signals) / sizeof(signals[0]) };

/* By name, with or without SIG, or by number; -1: there is none such. */
static inline int signal_number(const char *text)
{
	const char *name = text;
	char *end;
	long number;

	if (isdigit((unsigned char)*text)) {
		number = strtol(text, &end, 10);
		return *end == '\0' && number < NSIG ? (int)number : -1;
	}
	if (strncasecmp(name, "SIG", strlen("SIG")) == 0)
		name += strlen("SIG");
	for (int i = 0; i < NSIGNALS; i++)
		if (strcasecmp(signals[i].name, name) == 0)
			return signals[i].number;
	return -1;
}

/* NULL: there is none such. */
static inline const char *signal_name(long number)
{
	for (int i = 0; i < NSIGNALS; i++)
		if (signals[i].number == number)
			return signals[i].name;
	return NULL;
}

#endif
