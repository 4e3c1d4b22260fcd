/* Ending the process because something is wrong. */
#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "sys.h"

#define EXIT_NOT_ABORTED 127

_Noreturn void
abort(void)
{
	__sys_kill(__sys_getpid(), SIGABRT);
	for (;;)
		__sys__exit(EXIT_NOT_ABORTED);
}

static void
say(const char *s)
{
	__sys_write(STDERR_FILENO, s, strlen(s));
}

_Noreturn void
__fatal(const char *where, const char *what)
{
	say(where);
	say("(): ");
	say(what);
	say("\n");
	abort();
}

int
raise(int sig)
{
	return __sys_kill(__sys_getpid(), sig);
}

int
killpg(pid_t pgid, int sig)
{
	return __sys_kill(-pgid, sig);
}
