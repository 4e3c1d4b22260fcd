/*
 * Redirections, and taking them back.
 */
#include "redir.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "expand.h"
#include "job.h"
#include "shell.h"

enum { NEW_FILE_MODE = 0666 };

int
redir_private_fd(int fd)
{
	int copy = fcntl(fd, F_DUPFD, FIRST_PRIVATE_FD);

	if (copy >= 0)
		fcntl(copy, F_SETFD, FD_CLOEXEC);
	return copy;
}

/* Notes what `fd` is now, unless that was done already. */
static void
remember(struct redir_undo **undo, int fd)
{
	struct redir_undo *u;

	for (u = *undo; u != NULL; u = u->next)
		if (u->fd == fd)
			return;
	u = arena_alloc(&temp, sizeof(*u));
	u->fd = fd;
	u->copy = redir_private_fd(fd);
	u->next = *undo;
	*undo = u;
}

void
redir_undo(struct redir_undo *undo)
{
	for (; undo != NULL; undo = undo->next) {
		if (undo->copy < 0) {
			close(undo->fd);
			continue;
		}
		dup2(undo->copy, undo->fd);
		close(undo->copy);
	}
}

void
redir_keep(struct redir_undo *undo)
{
	for (; undo != NULL; undo = undo->next)
		if (undo->copy >= 0)
			close(undo->copy);
}

static bool
is_plain_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* > under `set -C` does not touch a file that is there. */
static int
open_for_writing(const char *path)
{
	if (!(shell.options & OPT_NOCLOBBER))
		return open(path, O_WRONLY | O_CREAT | O_TRUNC, NEW_FILE_MODE);
	if (is_plain_file(path)) {
		errno = EEXIST;
		return -1;
	}
	return open(path, O_WRONLY | O_CREAT, NEW_FILE_MODE);
}

static int
open_target(enum redir_type type, const char *path)
{
	switch (type) {
	case REDIR_READ:
		return open(path, O_RDONLY);
	case REDIR_APPEND:
		return open(path, O_WRONLY | O_CREAT | O_APPEND,
			    NEW_FILE_MODE);
	case REDIR_READ_WRITE:
		return open(path, O_RDWR | O_CREAT, NEW_FILE_MODE);
	case REDIR_CLOBBER:
		return open(path, O_WRONLY | O_CREAT | O_TRUNC, NEW_FILE_MODE);
	default:
		return open_for_writing(path);
	}
}

static void
write_all(int fd, const char *text, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, text, n);

		if (done <= 0)
			return;
		text += done;
		n -= done;
	}
}

/* A pipe takes a short text at once; for a longer one somebody must write. */
static int
open_here_text(const char *text)
{
	size_t n = strlen(text);
	pid_t writer = -1;
	int fds[2];

	if (pipe(fds) < 0)
		return -1;
	if (n > PIPE_BUF && (writer = job_fork_helper()) < 0) {
		close(fds[0]);
		close(fds[1]);
		return -1;
	}
	if (writer <= 0)
		write_all(fds[1], text, n);
	if (writer == 0)
		_exit(0);
	close(fds[1]);
	return fds[0];
}

static bool
fail(const char *what)
{
	shell_warn("%s: %s", what, strerror(errno));
	return false;
}

/* Moves `from` to `to`. */
static bool
move_fd(int from, int to)
{
	if (from == to)
		return true;
	if (dup2(from, to) < 0) {
		close(from);
		return fail("redirection");
	}
	close(from);
	return true;
}

/* N>&M, N>&- */
static bool
duplicate(const struct redir *r, const char *target)
{
	int from = shell_number(target);

	if (strcmp(target, "-") == 0) {
		close(r->fd);
		return true;
	}
	if (from < 0) {
		shell_warn("%s: bad descriptor number", target);
		return false;
	}
	if (from == r->fd ? fcntl(from, F_GETFD, 0L) < 0
			  : dup2(from, r->fd) < 0)
		return fail(target);
	return true;
}

static bool
apply_one(const struct redir *r)
{
	char *target = expand_string(r->target);
	int fd;

	if (target == NULL)
		return false;
	if (r->type == REDIR_DUP)
		return duplicate(r, target);
	fd = r->type == REDIR_HERE ? open_here_text(target)
				   : open_target(r->type, target);
	if (fd < 0)
		return fail(r->type == REDIR_HERE ? "here-document" : target);
	if (!move_fd(fd, r->fd))
		return false;
	if (r->type == REDIR_WRITE_BOTH)
		return dup2(STDOUT_FILENO, STDERR_FILENO) >= 0;
	return true;
}

bool
redir_apply(const struct redir *list, struct redir_undo **undo)
{
	for (const struct redir *r = list; r != NULL; r = r->next) {
		if (undo != NULL)
			remember(undo, r->fd);
		if (undo != NULL && r->type == REDIR_WRITE_BOTH)
			remember(undo, STDERR_FILENO);
		if (!apply_one(r))
			return false;
	}
	return true;
}
