/*
 * The commands that the shell performs itself.
 */
#ifndef SH_BUILTIN_H
#define SH_BUILTIN_H

#include <stddef.h>

enum {
	/* POSIX's special ones: assignments before them last, and a failing
	   redirection ends the script. */
	BUILTIN_SPECIAL = 1 << 0,
	/* Its redirections last: exec. */
	BUILTIN_KEEPS_REDIRS = 1 << 1,
};

struct builtin {
	const char *name;
	int (*run)(int argc, char **argv);
	unsigned flags;
};

/* NULL when it is not one. */
const struct builtin *builtin_find(const char *name);

/* The i-th builtin's name, in the order of the names; NULL behind the last. */
const char *builtin_name(size_t i);

/*
 * Each prints with the functions of out.h and returns a status. They are
 * gathered by what they deal with.
 */

/* builtin_flow.c */
int builtin_break(int argc, char **argv);
int builtin_dot(int argc, char **argv);
int builtin_eval(int argc, char **argv);
int builtin_exec(int argc, char **argv);
int builtin_exit(int argc, char **argv);
int builtin_return(int argc, char **argv);
int builtin_trap(int argc, char **argv);
int builtin_wait(int argc, char **argv);

/* builtin_jobs.c */
int builtin_fg(int argc, char **argv);
int builtin_history(int argc, char **argv);
int builtin_jobs(int argc, char **argv);

/* builtin_kill.c */
int builtin_kill(int argc, char **argv);

/* builtin_var.c */
int builtin_export(int argc, char **argv);
int builtin_local(int argc, char **argv);
int builtin_set(int argc, char **argv);
int builtin_shift(int argc, char **argv);
int builtin_unset(int argc, char **argv);

/* builtin_misc.c */
int builtin_cd(int argc, char **argv);
int builtin_command(int argc, char **argv);
int builtin_echo(int argc, char **argv);
int builtin_false(int argc, char **argv);
int builtin_pwd(int argc, char **argv);
int builtin_true(int argc, char **argv);
int builtin_type(int argc, char **argv);

/* builtin_getopts.c, builtin_printf.c, builtin_read.c, builtin_test.c */
int builtin_getopts(int argc, char **argv);
int builtin_printf(int argc, char **argv);
int builtin_read(int argc, char **argv);
int builtin_test(int argc, char **argv);

#endif
