/*
 * Texts of error and signal numbers. An unknown number's text is made in a
 * static buffer, which the next unknown one overwrites.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define UNKNOWN_MAX 32

static char unknown[UNKNOWN_MAX];

char *
strerror(int error)
{
	switch (error) {
#define TEXT(number, text) case number: return (char *)text;
	ERRNO_LIST(TEXT)
#undef TEXT
	case 0:
		return (char *)"Success";
	}
	snprintf(unknown, sizeof(unknown), "Unknown error %d", error);
	return unknown;
}

int
strerror_r(int error, char *buf, size_t size)
{
	return strlcpy(buf, strerror(error), size) < size ? 0 : ERANGE;
}

static const char *const signal_texts[NSIG] = {
	[SIGHUP] = "Hangup",
	[SIGINT] = "Interrupt",
	[SIGQUIT] = "Quit",
	[SIGILL] = "Illegal instruction",
	[SIGTRAP] = "Trace/breakpoint trap",
	[SIGABRT] = "Aborted",
	[SIGBUS] = "Bus error",
	[SIGFPE] = "Floating point exception",
	[SIGKILL] = "Killed",
	[SIGUSR1] = "User defined signal 1",
	[SIGSEGV] = "Segmentation fault",
	[SIGUSR2] = "User defined signal 2",
	[SIGPIPE] = "Broken pipe",
	[SIGALRM] = "Alarm clock",
	[SIGTERM] = "Terminated",
	[SIGCHLD] = "Child exited",
	[SIGCONT] = "Continued",
	[SIGSTOP] = "Stopped (signal)",
	[SIGTSTP] = "Stopped",
	[SIGTTIN] = "Stopped (tty input)",
	[SIGTTOU] = "Stopped (tty output)",
};

char *
strsignal(int sig)
{
	if (sig > 0 && sig < NSIG && signal_texts[sig] != NULL)
		return (char *)signal_texts[sig];
	snprintf(unknown, sizeof(unknown), "Unknown signal %d", sig);
	return unknown;
}
