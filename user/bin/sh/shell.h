/*
 * The state of the shell that its parts share, and how they report errors.
 *
 * Control flow. A command that breaks out of what surrounds it (break,
 * return, exit, an error that ends the script) sets shell.flow. Whoever runs
 * commands one after another looks at it after each and leaves while it is
 * not FLOW_NONE; the construct that it is meant for sets it back.
 */
#ifndef SH_SHELL_H
#define SH_SHELL_H

#include <stdbool.h>
#include <sys/types.h>

enum {
	STATUS_FALSE = 1,
	STATUS_ERROR = 2,          /* wrong usage, syntax, expansion        */
	STATUS_CANNOT_RUN = 126,   /* found, but it cannot be executed      */
	STATUS_NOT_FOUND = 127,
	STATUS_SIGNAL_BASE = 128,  /* plus the signal that ended a command  */
	STATUS_MASK = 0xff,
	DECIMAL = 10,
};

enum flow {
	FLOW_NONE,
	FLOW_BREAK,                /* shell.flow_levels loops to leave      */
	FLOW_CONTINUE,             /* the same, then the next round         */
	FLOW_RETURN,               /* from a function or a sourced file     */
	FLOW_ABORT,                /* back to the prompt, or out of a script */
	FLOW_EXIT,                 /* out of the shell                      */
};

/* What `set` switches: bits of shell.options. */
enum {
	OPT_ALLEXPORT = 1 << 0,    /* -a  */
	OPT_ERREXIT   = 1 << 1,    /* -e  */
	OPT_NOGLOB    = 1 << 2,    /* -f  */
	OPT_NOEXEC    = 1 << 3,    /* -n  */
	OPT_NOUNSET   = 1 << 4,    /* -u  */
	OPT_VERBOSE   = 1 << 5,    /* -v  */
	OPT_XTRACE    = 1 << 6,    /* -x  */
	OPT_NOCLOBBER = 1 << 7,    /* -C  */
};

/* Positional parameters: all[first] is $1, and there are n of them. */
struct params {
	char **all;                /* owned, with its strings; NULL-ended   */
	int first, n;
};

struct shell {
	const char *name;          /* $0; constant                          */
	struct params params;
	int status;                /* $?                                    */
	int captured;              /* of the last $(…) of this command      */
	pid_t pid;                 /* $$: of the outermost shell            */
	pid_t last_background;     /* $!; 0 when there was none             */
	bool interactive;          /* prompts, and gives jobs the terminal  */
	bool subshell;             /* a forked copy of a shell              */
	const char *text;          /* of the running command, or NULL       */
	unsigned options;
	enum flow flow;
	int flow_levels;
	int loop_depth;            /* loops around the running command      */
	int call_depth;            /* functions and sourced files around it */
};

extern struct shell shell;

/* Prints "sh: …" on standard error, printf-style, with a newline. */
void shell_warn(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/*
 * The same, and the script ends with `status` (an interactive shell returns
 * to its prompt). Callers clean up and return as after any failure.
 */
void shell_fail(int status, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Copies of `n` strings as positional parameters; params_free() them. */
struct params params_new(char *const *args, int n);
void params_free(struct params *p);

/* The i-th parameter, from 1; NULL when there is none. */
const char *params_get(const struct params *p, int i);

/* `text` as a decimal number not below 0; -1 when it is not one. */
int shell_number(const char *text);

#endif
