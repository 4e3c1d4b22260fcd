/*
 * Simple commands: assignments, the shell's own commands, functions,
 * programs.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "builtin.h"
#include "exec.h"
#include "expand.h"
#include "func.h"
#include "job.h"
#include "out.h"
#include "redir.h"
#include "shell.h"
#include "var.h"

/* Deeper recursion is taken for an endless one. */
enum { CALL_DEPTH_MAX = 1000 };

/* A simple command whose words are expanded. */
struct call {
	struct node *node;
	int argc;
	char **argv;
	unsigned flags;            /* EXEC_…                              */
};

/* What happens to the assignments before a command. */
enum assign_mode {
	ASSIGN_PLAIN,
	ASSIGN_TEMPORARY,          /* saved in the scope, and exported    */
	ASSIGN_EXPORT,             /* exported; this process ends anyway  */
};

static void
trace(const char *text, const char *separator)
{
	fprintf(stderr, "%s%s", separator, text);
}

static void
trace_words(char **argv)
{
	const char *ps4 = var_get("PS4");

	if (!(shell.options & OPT_XTRACE))
		return;
	trace(ps4 != NULL ? ps4 : "+ ", "");
	for (int i = 0; argv[i] != NULL; i++)
		trace(argv[i], i > 0 ? " " : "");
	trace("\n", "");
}

static void
trace_assign(const char *name, const char *value)
{
	const char *ps4 = var_get("PS4");

	if (shell.options & OPT_XTRACE)
		fprintf(stderr, "%s%s=%s\n", ps4 != NULL ? ps4 : "+ ", name,
			value);
}

static bool
assign(const struct assign *list, enum assign_mode mode)
{
	for (const struct assign *a = list; a != NULL; a = a->next) {
		char *value = expand_string(a->value);

		if (value == NULL)
			return false;
		if (mode == ASSIGN_TEMPORARY)
			var_save(a->name);
		if (mode == ASSIGN_PLAIN)
			trace_assign(a->name, value);
		if (!var_set(a->name, value))
			return false;
		if (mode != ASSIGN_PLAIN)
			var_add_flags(a->name, VAR_EXPORTED);
	}
	return true;
}

/* Only assignments and redirections: the status is that of $(…) in them. */
static int
run_assignments(struct node *n)
{
	struct redir_undo *undo = NULL;
	int status;

	if (!redir_apply(n->redirs, &undo))
		status = STATUS_ERROR;
	else if (!assign(n->simple.assigns, ASSIGN_PLAIN))
		status = STATUS_ERROR;
	else
		status = shell.captured;
	redir_undo(undo);
	return status;
}

/* Runs it between assignments and their end. */
static int
run_builtin_assigned(const struct builtin *b, struct call *c)
{
	bool special = b->flags & BUILTIN_SPECIAL;
	int status = STATUS_ERROR;

	if (!special)
		var_scope_open();
	if (assign(c->node->simple.assigns,
		   special ? ASSIGN_PLAIN : ASSIGN_TEMPORARY)) {
		trace_words(c->argv);
		status = b->run(c->argc, c->argv);
	}
	if (!special)
		var_scope_close();
	if (!out_flush() && status == 0)
		status = STATUS_FALSE;
	return status;
}

static int
run_builtin(const struct builtin *b, struct call *c)
{
	struct redir_undo *undo = NULL;
	int status = STATUS_ERROR;

	if (redir_apply(c->node->redirs, &undo)) {
		status = run_builtin_assigned(b, c);
	} else if ((b->flags & BUILTIN_SPECIAL) && shell.flow == FLOW_NONE) {
		shell.status = status;
		shell.flow = FLOW_ABORT;
	}
	if (b->flags & BUILTIN_KEEPS_REDIRS)
		redir_keep(undo);
	else
		redir_undo(undo);
	return status;
}

/* The body, with parameters and depth of its own. */
static int
call_body(struct func *f, struct call *c)
{
	struct params outer_params = shell.params;
	int outer_loops = shell.loop_depth;
	struct script *script = f->script;
	int status;

	script->refs++;
	shell.params = params_new(c->argv + 1, c->argc - 1);
	shell.loop_depth = 0;
	shell.call_depth++;
	status = exec_node(f->body, c->flags & EXEC_TESTED);
	if (shell.flow == FLOW_RETURN) {
		shell.flow = FLOW_NONE;
		status = shell.status;
	}
	shell.call_depth--;
	shell.loop_depth = outer_loops;
	params_free(&shell.params);
	shell.params = outer_params;
	script_unref(script);
	return status;
}

static int
run_function(struct func *f, struct call *c)
{
	struct redir_undo *undo = NULL;
	int status = STATUS_ERROR;

	if (shell.call_depth >= CALL_DEPTH_MAX) {
		shell_fail(STATUS_ERROR, "%s: calls nested too deeply",
			   c->argv[0]);
		return STATUS_ERROR;
	}
	trace_words(c->argv);
	var_scope_open();
	if (redir_apply(c->node->redirs, &undo) &&
	    assign(c->node->simple.assigns, ASSIGN_TEMPORARY))
		status = call_body(f, c);
	redir_undo(undo);
	var_scope_close();
	return status;
}

/* In the process that becomes the program. */
static void __attribute__((noreturn))
become_program(struct call *c)
{
	if (!redir_apply(c->node->redirs, NULL) ||
	    !assign(c->node->simple.assigns, ASSIGN_EXPORT))
		_exit(STATUS_ERROR);
	trace_words(c->argv);
	exec_program(c->argv);
}

static int
run_program(struct call *c)
{
	struct job *j;
	pid_t pid;
	int status;

	if (c->flags & EXEC_LAST)
		become_program(c);
	j = job_new(false);
	pid = job_fork(j);
	if (pid == 0)
		become_program(c);
	status = job_wait(j);
	return pid < 0 ? STATUS_ERROR : status;
}

static int
run_call(struct call *c)
{
	const struct builtin *b = builtin_find(c->argv[0]);
	struct func *f = NULL;

	if (b == NULL || !(b->flags & BUILTIN_SPECIAL))
		f = func_find(c->argv[0]);
	if (f != NULL)
		return run_function(f, c);
	if (b != NULL)
		return run_builtin(b, c);
	return run_program(c);
}

int
exec_simple(struct node *n, unsigned flags)
{
	struct arena_mark mark = arena_mark(&temp);
	struct vec words = { NULL, 0, 0 };
	struct call c = { .node = n, .flags = flags };
	int status;

	shell.captured = 0;
	if (!expand_words(n->simple.words, &words)) {
		status = shell.status;
	} else if (words.n == 0) {
		status = run_assignments(n);
	} else {
		c.argc = words.n;
		c.argv = words.v;
		status = run_call(&c);
	}
	vec_free(&words);
	arena_release(&temp, mark);
	return status;
}

int
exec_argv(int argc, char **argv)
{
	static struct node no_node;
	struct call c = { &no_node, argc, argv, 0 };
	const struct builtin *b = builtin_find(argv[0]);

	if (b != NULL)
		return b->run(argc, argv);
	return run_program(&c);
}
