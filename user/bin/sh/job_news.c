/*
 * What the user is told of jobs, and when. What was told of a job is kept, so
 * that its end is told once.
 */
#include "job_table.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "out.h"

enum { STATE_SIZE = 64 };

static enum news
news_of(const struct job *j)
{
	return job_has_ended(j) ? ENDED : job_is_stopped(j) ? STOPPED : RUNS;
}

/* "Done", "Done(1)" or what ended the last process, for `size` bytes. */
static void
describe_end(const struct job *j, char *to, size_t size)
{
	int wait_status = j->processes[j->n - 1].wait_status;

	if (WIFSIGNALED(wait_status))
		snprintf(to, size, "%s", strsignal(WTERMSIG(wait_status)));
	else if (WEXITSTATUS(wait_status) != 0)
		snprintf(to, size, "Done(%d)", WEXITSTATUS(wait_status));
	else
		snprintf(to, size, "Done");
}

/* + marks what fg and bg mean without a number, - the one after it. */
static char
mark_of(const struct job *j)
{
	struct job **link = job_find(0);

	if (link == NULL || *link == j)
		return link == NULL ? ' ' : '+';
	do
		link = &(*link)->next;
	while (*link != NULL && job_has_ended(*link));
	return *link == j ? '-' : ' ';
}

void
job_print(struct job *j)
{
	char state[STATE_SIZE] = "Running";

	j->told = news_of(j);
	if (j->told == STOPPED)
		strcpy(state, "Stopped");
	else if (j->told == ENDED)
		describe_end(j, state, sizeof(state));
	out_format("[%d]%c  %-10s %s\n", j->number, mark_of(j), state,
		   j->text);
}

/* Those that ended are named once. */
void
job_print_all(void)
{
	job_poll();
	for (struct job *j = job_background; j != NULL; j = j->next)
		if (!job_has_ended(j) || j->told != ENDED)
			job_print(j);
}

void
job_tell_news(void)
{
	job_poll();
	for (struct job *j = job_background; j != NULL; j = j->next)
		if (news_of(j) != RUNS && news_of(j) != j->told)
			job_print(j);
	out_flush();
}
