/*
 * The executor: walks a tree and does what it says.
 */
#ifndef SH_EXEC_H
#define SH_EXEC_H

#include <stdbool.h>

#include "source.h"
#include "tree.h"

enum {
	/* Nothing comes after: the process may become the command. */
	EXEC_LAST = 1 << 0,
	/* Somebody looks at the status: `set -e` does not apply. */
	EXEC_TESTED = 1 << 1,
};

/* Runs it; the status, which is in shell.status too. NULL does nothing. */
int exec_node(struct node *n, unsigned flags);

/*
 * pipeline.c: runs it in a subshell; what it printed, less the newlines at
 * the end, in the temp arena. NULL after an error. The status is in
 * shell.captured.
 */
char *exec_capture(struct node *n);

/*
 * Reads commands and runs them until the end, or until shell.flow says so.
 * False when there was none.
 */
bool exec_source(struct source *from, unsigned flags);

/* The same with a text; as the command `eval`. */
int exec_text(const char *text, unsigned flags);

/* Ends this process with shell.status, after the trap for it. */
void exec_exit(void) __attribute__((noreturn));

/*
 * program.c: becomes the program, or ends with a message. argv[0] is looked
 * up in PATH.
 */
void exec_program(char **argv) __attribute__((noreturn));

/* command.c, pipeline.c: how exec_node() runs nodes of these types. */
int exec_simple(struct node *n, unsigned flags);
int exec_pipe(struct node *n, unsigned flags);
int exec_background(struct node *n, unsigned flags);
int exec_subshell(struct node *n, unsigned flags);

/* command.c: runs argv, functions not considered: as `command` does. */
int exec_argv(int argc, char **argv);

/* program.c: the path of a program, in the temp arena; NULL: not found. */
char *exec_find(const char *name);

/* program.c: the path of a script for `.`, likewise. */
char *exec_find_script(const char *name);

/* What `trap` set for the end of the shell; NULL: nothing. Owned. */
extern char *exit_trap;

#endif
