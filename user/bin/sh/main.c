/*
 * sh: the shell. A line goes through these stages, each with its own files:
 *
 *   source.c, editor.c         characters; who types them edits lines
 *   lex.c, word.c, dollar.c    tokens; words made of parts
 *   parse.c, compound.c        the tree (tree.h)
 *   exec.c, command.c,         walking it
 *   pipeline.c, job.c
 *   expand.c, field.c, …       words become arguments on the way
 *
 * job.h tells what an interactive shell does so that ^C ends the running
 * command and not the shell.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exec.h"
#include "history.h"
#include "job.h"
#include "redir.h"
#include "set.h"
#include "shell.h"
#include "var.h"

static const char usage[] =
	"usage: sh [-aefinuvxC] [-c command [name [argument ...]] |"
	" file [argument ...] | -s [argument ...]]";

/* What the arguments ask for. */
struct request {
	bool interactive;          /* -i                                  */
	bool from_stdin;           /* -s                                  */
	bool command;              /* -c                                  */
	char **rest;               /* arguments after the options         */
};

/* Takes the letters that `set` does not know out of an option argument. */
static void
take_own_letters(struct request *r, char *letters)
{
	char *to = letters + 1;

	for (char *c = to; *c != '\0'; c++) {
		if (*c == 'c')
			r->command = true;
		else if (*c == 'i')
			r->interactive = true;
		else if (*c == 's')
			r->from_stdin = true;
		else
			*to++ = *c;
	}
	*to = '\0';
}

static void
parse_arguments(struct request *r, char **args)
{
	while (*args != NULL && set_is_option(*args)) {
		if (**args == '-')
			take_own_letters(r, *args);
		if (!set_option(&args)) {
			fprintf(stderr, "%s\n", usage);
			exit(STATUS_ERROR);
		}
	}
	if (*args != NULL && strcmp(*args, "--") == 0)
		args++;
	r->rest = args;
}

static void
set_params(char **args)
{
	int n = 0;

	while (args[n] != NULL)
		n++;
	shell.params = params_new(args, n);
}

static void
set_default(const char *name, const char *value)
{
	if (var_get(name) == NULL)
		var_set(name, value);
}

/* sh -c command [name [argument …]] */
static void
run_command(char **rest)
{
	struct source s;

	if (rest[0] == NULL) {
		shell_warn("-c needs a command");
		exit(STATUS_ERROR);
	}
	if (rest[1] != NULL)
		shell.name = rest[1];
	set_params(rest[1] != NULL ? rest + 2 : rest + 1);
	source_from_text(&s, rest[0]);
	exec_source(&s, EXEC_LAST);
	source_free(&s);
}

/* sh file [argument …] */
static void
run_file(char **rest)
{
	struct source s;
	int fd = open(rest[0], O_RDONLY);
	int private_fd;

	if (fd < 0) {
		shell_warn("cannot open %s: %s", rest[0], strerror(errno));
		exit(STATUS_ERROR);
	}
	private_fd = redir_private_fd(fd);
	close(fd);
	shell.name = rest[0];
	set_params(rest + 1);
	source_from_fd(&s, private_fd, false, false);
	exec_source(&s, 0);
	source_free(&s);
}

static void
run_standard_input(struct request *r)
{
	struct source s;

	set_params(r->rest);
	shell.interactive = r->interactive ||
			    (isatty(STDIN_FILENO) && isatty(STDERR_FILENO));
	if (shell.interactive) {
		set_default("PS1", "$ ");
		set_default("PS2", "> ");
		job_take_terminal();
		history_load();
	}
	source_from_fd(&s, STDIN_FILENO, true, shell.interactive);
	exec_source(&s, 0);
	source_free(&s);
	if (shell.interactive && shell.flow != FLOW_EXIT)
		fputc('\n', stderr);
}

int
main(int argc, char **argv)
{
	struct request r = { 0 };

	shell.name = argc > 0 ? argv[0] : "sh";
	shell.pid = getpid();
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		puts(usage);
		return 0;
	}
	var_import(environ);
	parse_arguments(&r, argv + (argc > 0));
	if (r.command)
		run_command(r.rest);
	else if (*r.rest != NULL && !r.from_stdin)
		run_file(r.rest);
	else
		run_standard_input(&r);
	exec_exit();
}
