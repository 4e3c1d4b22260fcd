/*
 * The executor: lists, loops, branches, and the loop that reads and runs
 * lines. Read next: command.c (simple commands), pipeline.c (whatever forks).
 */
#include "exec.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "expand.h"
#include "func.h"
#include "job.h"
#include "out.h"
#include "parse.h"
#include "pattern.h"
#include "redir.h"
#include "shell.h"
#include "var.h"

char *exit_trap;

void
exec_exit(void)
{
	char *trap = exit_trap;
	int status = shell.status;

	exit_trap = NULL;
	if (trap != NULL) {
		shell.flow = FLOW_NONE;
		exec_text(trap, 0);
		if (shell.flow == FLOW_EXIT)
			status = shell.status;
		free(trap);
	}
	job_hang_up();
	out_flush();
	_exit(status & STATUS_MASK);
}

static int
exec_sequence(struct node *n, unsigned flags)
{
	int status = 0;

	for (struct node *item = n->list; item != NULL; item = item->next) {
		bool last = item->next == NULL;

		status = exec_node(item, last ? flags : flags & ~EXEC_LAST);
		if (shell.flow != FLOW_NONE)
			break;
	}
	return status;
}

static int
exec_and_or(struct node *n, unsigned flags)
{
	unsigned left_flags = (flags & ~EXEC_LAST) | EXEC_TESTED;
	int status = exec_node(n->pair.left, left_flags);

	if (shell.flow != FLOW_NONE || (status == 0) != (n->type == NODE_AND))
		return status;
	return exec_node(n->pair.right, flags);
}

static int
exec_not(struct node *n, unsigned flags)
{
	int status = exec_node(n->body, (flags & ~EXEC_LAST) | EXEC_TESTED);

	return shell.flow == FLOW_NONE ? status == 0 : status;
}

static int
exec_if(struct node *n, unsigned flags)
{
	int status = exec_node(n->branch.condition,
			       (flags & ~EXEC_LAST) | EXEC_TESTED);

	if (shell.flow != FLOW_NONE)
		return status;
	if (status == 0)
		return exec_node(n->branch.yes, flags);
	return n->branch.no != NULL ? exec_node(n->branch.no, flags) : 0;
}

/* After a loop's condition or body: does the loop go on? */
static bool
loop_goes_on(void)
{
	enum flow flow = shell.flow;

	if (flow != FLOW_BREAK && flow != FLOW_CONTINUE)
		return flow == FLOW_NONE;
	if (--shell.flow_levels > 0)
		return false;
	shell.flow = FLOW_NONE;
	return flow == FLOW_CONTINUE;
}

static int
exec_while(struct node *n, unsigned flags)
{
	unsigned body_flags = flags & EXEC_TESTED;
	int status = 0;

	shell.loop_depth++;
	for (;;) {
		int condition = exec_node(n->loop.condition, EXEC_TESTED);

		if (shell.flow != FLOW_NONE) {
			if (loop_goes_on())
				continue;
			break;
		}
		if ((condition == 0) != (n->type == NODE_WHILE))
			break;
		status = exec_node(n->loop.body, body_flags);
		if (!loop_goes_on())
			break;
	}
	shell.loop_depth--;
	return status;
}

/* What a for loop goes over. False after an error. */
static bool
for_values(struct node *n, struct vec *values)
{
	if (!n->each.over_params)
		return expand_words(n->each.words, values);
	for (int i = 1; i <= shell.params.n; i++)
		vec_add(values, arena_strdup(&temp,
					     params_get(&shell.params, i)));
	return true;
}

static int
exec_for(struct node *n, unsigned flags)
{
	struct arena_mark mark = arena_mark(&temp);
	struct vec values = { NULL, 0, 0 };
	int status = 0;

	if (!for_values(n, &values))
		status = shell.status;
	shell.loop_depth++;
	for (size_t i = 0; i < values.n && shell.flow == FLOW_NONE; i++) {
		if (!var_set(n->each.name, values.v[i])) {
			status = shell.status;
			break;
		}
		status = exec_node(n->each.body, flags & EXEC_TESTED);
		if (!loop_goes_on())
			break;
	}
	shell.loop_depth--;
	vec_free(&values);
	arena_release(&temp, mark);
	return status;
}

static bool
item_matches(const struct case_item *item, const char *subject)
{
	for (struct word *w = item->patterns; w != NULL; w = w->next) {
		char *pattern = expand_pattern(w);

		if (pattern == NULL)
			return false;
		if (pattern_matches(pattern, subject))
			return true;
	}
	return false;
}

static int
exec_case(struct node *n, unsigned flags)
{
	struct arena_mark mark = arena_mark(&temp);
	char *subject = expand_string(n->match.subject);
	struct case_item *item = subject != NULL ? n->match.items : NULL;

	while (item != NULL && shell.flow == FLOW_NONE &&
	       !item_matches(item, subject))
		item = item->next;
	arena_release(&temp, mark);
	if (shell.flow != FLOW_NONE)
		return shell.status;
	return item != NULL ? exec_node(item->body, flags) : 0;
}

static int
exec_group(struct node *n, unsigned flags)
{
	return exec_node(n->body, flags);
}

static int
exec_function(struct node *n, unsigned flags)
{
	(void)flags;
	func_define(n->function.name, n->function.body, n->function.script);
	return 0;
}

static int (*const executors[])(struct node *n, unsigned flags) = {
	[NODE_SIMPLE] = exec_simple,
	[NODE_PIPE] = exec_pipe,
	[NODE_SEQUENCE] = exec_sequence,
	[NODE_AND] = exec_and_or,
	[NODE_OR] = exec_and_or,
	[NODE_NOT] = exec_not,
	[NODE_BACKGROUND] = exec_background,
	[NODE_SUBSHELL] = exec_subshell,
	[NODE_GROUP] = exec_group,
	[NODE_IF] = exec_if,
	[NODE_WHILE] = exec_while,
	[NODE_UNTIL] = exec_while,
	[NODE_FOR] = exec_for,
	[NODE_CASE] = exec_case,
	[NODE_FUNCTION] = exec_function,
};

/* A compound command with redirections, which are taken back. */
static int
exec_redirected(struct node *n, unsigned flags)
{
	struct arena_mark mark = arena_mark(&temp);
	struct redir_undo *undo = NULL;
	int status = STATUS_ERROR;

	if (redir_apply(n->redirs, &undo))
		status = executors[n->type](n, flags & ~EXEC_LAST);
	redir_undo(undo);
	arena_release(&temp, mark);
	return status;
}

/* Is it a command in its own right, to which `set -e` applies? */
static bool
may_end_script(const struct node *n)
{
	return n->type == NODE_SIMPLE || n->type == NODE_PIPE ||
	       n->type == NODE_SUBSHELL || n->redirs != NULL;
}

int
exec_node(struct node *n, unsigned flags)
{
	bool compound;

	if (n == NULL)
		return shell.status = 0;
	if (n->text != NULL)
		shell.text = n->text;
	compound = n->type != NODE_SIMPLE && n->type != NODE_SUBSHELL;
	shell.status = compound && n->redirs != NULL
		? exec_redirected(n, flags) : executors[n->type](n, flags);
	if (shell.status != 0 && (shell.options & OPT_ERREXIT) &&
	    !(flags & EXEC_TESTED) && may_end_script(n) &&
	    shell.flow == FLOW_NONE)
		shell.flow = FLOW_EXIT;
	return shell.status;
}

/*
 * Reads and runs one line; false at the end of the text. *ran is set when
 * there was a command in it.
 */
static bool
exec_line(struct source *from, unsigned flags, bool *ran)
{
	struct script *script = script_new();
	struct node *tree;
	enum parse_result result = parse_line(from, script, &tree);
	bool last = (flags & EXEC_LAST) && source_is_spent(from) &&
		    exit_trap == NULL;

	if (from->given_up) {
		shell.status = STATUS_SIGNAL_BASE + SIGINT;
		result = PARSE_OK;
	} else if (result == PARSE_ERROR) {
		shell.status = STATUS_ERROR;
		shell.flow = FLOW_ABORT;
		if (from->prompting)
			source_skip_line(from);
	} else if (tree != NULL && !(shell.options & OPT_NOEXEC)) {
		exec_node(tree, last ? flags : flags & ~EXEC_LAST);
		*ran = true;
	}
	script_unref(script);
	return result != PARSE_END;
}

bool
exec_source(struct source *from, unsigned flags)
{
	bool more = true, ran = false;
	const char *outer = shell.text;

	while (more && shell.flow == FLOW_NONE) {
		if (from->prompting)
			job_tell_news();
		source_new_command(from);
		more = exec_line(from, flags, &ran);
		if (from->prompting && shell.flow == FLOW_ABORT)
			shell.flow = FLOW_NONE;
	}
	shell.text = outer;
	return ran;
}

int
exec_text(const char *text, unsigned flags)
{
	struct source s;

	source_from_text(&s, text);
	if (!exec_source(&s, flags) && shell.flow == FLOW_NONE)
		shell.status = 0;
	source_free(&s);
	return shell.status;
}
