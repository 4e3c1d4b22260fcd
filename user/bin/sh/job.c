/*
 * Jobs. Those in the foreground are known to their caller only; those in the
 * background stand in a list until somebody waited for them, or until there
 * are too many that ended.
 */
#include "job.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mem.h"
#include "out.h"
#include "shell.h"

enum { ENDED_JOBS_KEPT = 256 };

struct process {
	pid_t pid;
	int wait_status;
	bool ended;
};

struct job {
	struct job *next;          /* in the list of background jobs      */
	pid_t group;               /* 0: none yet, or none of its own     */
	bool background;
	int n;
	struct process *processes;
};

static struct job *background_jobs;        /* the newest first */

struct job *
job_new(bool background)
{
	struct job *j = mem_alloc(sizeof(*j));

	*j = (struct job){ .background = background };
	return j;
}

static void
job_free(struct job *j)
{
	free(j->processes);
	free(j);
}

/* Who gets ^C: a process group, or 0 for nobody. */
static void
lend_terminal(pid_t group)
{
	tcsetpgrp(STDIN_FILENO, group);
}

/* What the child of a fork has to forget. */
static void
become_subshell(void)
{
	struct job *j;

	shell.interactive = false;
	shell.subshell = true;
	shell.loop_depth = 0;
	while ((j = background_jobs) != NULL) {
		background_jobs = j->next;
		job_free(j);
	}
}

/* Both parent and child do this: whoever comes first does it in time. */
static void
join_group(struct job *j, pid_t pid)
{
	if (j->group == 0)
		j->group = pid;
	setpgid(pid, j->group);
	if (!j->background)
		lend_terminal(j->group);
}

static void
add_process(struct job *j, pid_t pid)
{
	j->processes = mem_realloc(j->processes,
				   (j->n + 1) * sizeof(*j->processes));
	j->processes[j->n++] = (struct process){ .pid = pid };
}

pid_t
job_fork(struct job *j)
{
	bool grouped = shell.interactive;
	pid_t pid;

	out_flush();
	pid = fork();
	if (pid < 0) {
		shell_fail(STATUS_ERROR, "cannot fork: %s", strerror(errno));
		return pid;
	}
	if (pid > 0)
		add_process(j, pid);
	if (grouped)
		join_group(j, pid > 0 ? pid : getpid());
	if (pid == 0)
		become_subshell();
	return pid;
}

pid_t
job_fork_helper(void)
{
	pid_t pid;

	out_flush();
	pid = fork();
	if (pid < 0)
		shell_fail(STATUS_ERROR, "cannot fork: %s", strerror(errno));
	if (pid == 0)
		become_subshell();
	return pid;
}

static int
status_of(int wait_status)
{
	if (WIFSIGNALED(wait_status))
		return STATUS_SIGNAL_BASE + WTERMSIG(wait_status);
	return WEXITSTATUS(wait_status);
}

/* Says which signal ended a foreground job, unless that is no surprise. */
static void
report_signal(int wait_status)
{
	int sig;

	if (!WIFSIGNALED(wait_status))
		return;
	sig = WTERMSIG(wait_status);
	if (sig != SIGINT && sig != SIGPIPE)
		fprintf(stderr, "%s\n", strsignal(sig));
}

static void
wait_for(struct process *p)
{
	pid_t pid;

	if (p->ended)
		return;
	do {
		pid = waitpid(p->pid, &p->wait_status, 0);
	} while (pid < 0 && errno == EINTR);
	p->ended = true;
}

/* Waits for all of the job; how its last process ended. */
static int
wait_for_job(struct job *j)
{
	for (int i = 0; i < j->n; i++)
		wait_for(&j->processes[i]);
	return j->n > 0 ? j->processes[j->n - 1].wait_status : 0;
}

int
job_wait(struct job *j)
{
	int wait_status = wait_for_job(j);

	if (shell.interactive)
		lend_terminal(0);
	report_signal(wait_status);
	if (shell.interactive && WIFSIGNALED(wait_status) &&
	    WTERMSIG(wait_status) == SIGINT)
		shell.flow = FLOW_ABORT;
	job_free(j);
	return status_of(wait_status);
}

static bool
has_ended(const struct job *j)
{
	for (int i = 0; i < j->n; i++)
		if (!j->processes[i].ended)
			return false;
	return true;
}

/* Forgets the oldest ended jobs when there are too many of them. */
static void
forget_ended(void)
{
	int count = 0;
	struct job **link = &background_jobs;

	while (*link != NULL) {
		struct job *j = *link;

		if (!has_ended(j) || ++count <= ENDED_JOBS_KEPT) {
			link = &j->next;
			continue;
		}
		*link = j->next;
		job_free(j);
	}
}

void
job_leave(struct job *j)
{
	if (j->n > 0)
		shell.last_background = j->processes[j->n - 1].pid;
	j->next = background_jobs;
	background_jobs = j;
	job_poll();     /* not before: it may have ended already */
}

static void
note_end(pid_t pid, int wait_status)
{
	for (struct job *j = background_jobs; j != NULL; j = j->next)
		for (int i = 0; i < j->n; i++)
			if (j->processes[i].pid == pid) {
				j->processes[i].wait_status = wait_status;
				j->processes[i].ended = true;
			}
}

void
job_poll(void)
{
	int wait_status;
	pid_t pid;

	while ((pid = waitpid(-1, &wait_status, WNOHANG)) > 0)
		note_end(pid, wait_status);
	forget_ended();
}

int
job_wait_pid(pid_t pid)
{
	for (struct job *j = background_jobs; j != NULL; j = j->next)
		for (int i = 0; i < j->n; i++)
			if (j->processes[i].pid == pid) {
				wait_for(&j->processes[i]);
				return status_of(j->processes[i].wait_status);
			}
	return STATUS_NOT_FOUND;
}

void
job_wait_all(void)
{
	struct job *j;

	while ((j = background_jobs) != NULL) {
		background_jobs = j->next;
		wait_for_job(j);
		job_free(j);
	}
}

void
job_take_terminal(void)
{
	setpgid(0, 0);
	lend_terminal(0);
}
