/*
 * Whatever forks a part of the script: pipelines, the background, subshells,
 * command substitution. The child runs its part of the tree and ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exec.h"
#include "job.h"
#include "redir.h"
#include "shell.h"

enum { READ_SIZE = 1024 };

/* In a child: runs `n` and ends. */
static void __attribute__((noreturn))
run_and_exit(struct node *n, unsigned flags)
{
	free(exit_trap);
	exit_trap = NULL;
	exec_node(n, flags | EXEC_LAST);
	exec_exit();
}

/* In the child of a pipeline: its ends become descriptors 0 and 1. */
static void
connect(int input, const int output[2])
{
	if (input >= 0) {
		dup2(input, STDIN_FILENO);
		close(input);
	}
	if (output[1] >= 0) {
		close(output[0]);
		dup2(output[1], STDOUT_FILENO);
		close(output[1]);
	}
}

static void
close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

/*
 * Starts one command of a pipeline that reads from *input, which becomes the
 * input of the next. False when that failed.
 */
static bool
start_piped(struct job *j, struct node *n, int *input, unsigned flags)
{
	int output[2] = { -1, -1 };
	pid_t pid;

	if (n->next != NULL && pipe(output) < 0) {
		shell_fail(STATUS_ERROR, "pipe: %s", strerror(errno));
		return false;
	}
	pid = job_fork(j);
	if (pid == 0) {
		connect(*input, output);
		run_and_exit(n, flags & EXEC_TESTED);
	}
	close_if_open(*input);
	close_if_open(output[1]);
	*input = output[0];
	return pid > 0;
}

int
exec_pipe(struct node *n, unsigned flags)
{
	struct job *j = job_new(false);
	bool started = true;
	int input = -1;
	int status;

	for (struct node *item = n->list; item != NULL && started;
	     item = item->next)
		started = start_piped(j, item, &input, flags);
	close_if_open(input);
	status = job_wait(j);
	return started ? status : STATUS_ERROR;
}

/* A command in the background does not compete for the input, and in a script
   ^C is not meant for it. */
static void
detach(bool from_keys)
{
	int fd = open("/dev/null", O_RDONLY);

	if (from_keys) {
		signal(SIGINT, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
	}
	if (fd > STDIN_FILENO) {
		dup2(fd, STDIN_FILENO);
		close(fd);
	}
}

int
exec_background(struct node *n, unsigned flags)
{
	bool has_group = shell.interactive;
	struct job *j = job_new(true);
	pid_t pid = job_fork(j);

	(void)flags;
	if (pid == 0) {
		detach(!has_group);
		run_and_exit(n->body, 0);
	}
	job_leave(j);
	return pid < 0 ? STATUS_ERROR : 0;
}

/* This process becomes the subshell. */
static void __attribute__((noreturn))
enter_subshell(struct node *n, unsigned flags)
{
	shell.subshell = true;
	if (!redir_apply(n->redirs, NULL))
		_exit(STATUS_ERROR);
	run_and_exit(n->body, flags & EXEC_TESTED);
}

int
exec_subshell(struct node *n, unsigned flags)
{
	struct job *j;
	pid_t pid;
	int status;

	if (flags & EXEC_LAST)
		enter_subshell(n, flags);
	j = job_new(false);
	pid = job_fork(j);
	if (pid == 0)
		enter_subshell(n, flags);
	status = job_wait(j);
	return pid < 0 ? STATUS_ERROR : status;
}

static char *
read_to_end(int fd)
{
	struct buf text = { NULL, 0, 0 };
	char piece[READ_SIZE];
	char *result;
	ssize_t n;

	buf_string(&text, "");
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		for (ssize_t i = 0; i < n; i++)
			if (piece[i] != '\0')
				buf_char(&text, piece[i]);
	while (text.n > 0 && text.s[text.n - 1] == '\n')
		text.n--;
	result = buf_take(&text, &temp);
	buf_free(&text);
	return result;
}

char *
exec_capture(struct node *n)
{
	struct job *j;
	char *text;
	int fds[2];
	pid_t pid;

	if (pipe(fds) < 0) {
		shell_fail(STATUS_ERROR, "pipe: %s", strerror(errno));
		return NULL;
	}
	j = job_new(false);
	pid = job_fork(j);
	if (pid == 0) {
		connect(-1, fds);
		run_and_exit(n, 0);
	}
	close(fds[1]);
	text = pid > 0 ? read_to_end(fds[0]) : NULL;
	close(fds[0]);
	shell.captured = job_wait(j);
	return text;
}
