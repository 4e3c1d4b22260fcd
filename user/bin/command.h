/*
 * Programs that run other programs: env, find, time, watch, xargs.
 */
#ifndef BIN_COMMAND_H
#define BIN_COMMAND_H

#include <sys/wait.h>

#include "tool.h"

enum {
	COMMAND_CANNOT_RUN = 126,
	COMMAND_NOT_FOUND = 127,
	COMMAND_SIGNALLED = 128,       /* and the signal's number: a status */
	COMMAND_POINTER = sizeof(char *),  /* of an argument, beside it     */
	COMMAND_RESERVE = 4096,        /* bytes left free for the command   */
};

/* Becomes the command; when that fails the status says why. */
static inline int command_exec(char **words)
{
	int error;

	execvp(words[0], words);
	error = errno;
	tool_error(words[0]);
	return error == ENOENT ? COMMAND_NOT_FOUND : COMMAND_CANNOT_RUN;
}

/* Runs the command to its end: its wait status. */
static inline int command_run(char **words)
{
	int status = 0;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0)
		_exit(command_exec(words));
	if (pid < 0 || waitpid(pid, &status, 0) < 0) {
		tool_error("cannot run a command");
		exit(COMMAND_CANNOT_RUN);
	}
	return status;
}

/* Bytes that a command's arguments may take beside the environment. */
static inline long command_room(void)
{
	long bytes = sysconf(_SC_ARG_MAX) - COMMAND_RESERVE;

	for (char **e = environ; e != NULL && *e != NULL; e++)
		bytes -= strlen(*e) + 1 + COMMAND_POINTER;
	return bytes;
}

#endif
