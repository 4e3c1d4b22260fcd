/*
 * Jobs. Those in the foreground are known to their caller only; those in the
 * background stand in a list until somebody waited for them, or until there
 * are too many that ended. Read next: job_news.c, what the user is told.
 */
#include "job_table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "mem.h"
#include "out.h"
#include "shell.h"

enum { ENDED_JOBS_KEPT = 256 };

struct job *job_background;

/* The terminal's, for the shell and for new jobs. */
static struct termios shell_modes;

struct job *
job_new(bool background)
{
	struct job *j = mem_alloc(sizeof(*j));

	*j = (struct job){ .background = background };
	j->text = mem_strdup(shell.text != NULL ? shell.text : "");
	return j;
}

static void
job_free(struct job *j)
{
	free(j->processes);
	free(j->text);
	free(j);
}

/* Who gets ^C: a process group, or 0 for nobody. A background process that
   asks is stopped, if it does not ignore that (POSIX tcsetpgrp()). */
static void
lend_terminal(pid_t group)
{
	void (*action)(int) = signal(SIGTTOU, SIG_IGN);

	tcsetpgrp(STDIN_FILENO, group);
	signal(SIGTTOU, action);
}

/* What the child of a fork has to forget. */
static void
become_subshell(void)
{
	struct job *j;

	shell.interactive = false;
	shell.subshell = true;
	shell.loop_depth = 0;
	while ((j = job_background) != NULL) {
		job_background = j->next;
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
take_news(struct process *p, int wait_status)
{
	p->wait_status = wait_status;
	p->stopped = WIFSTOPPED(wait_status);
	p->ended = !p->stopped;
}

/* Until it has ended or, if `options` say so, has stopped. */
static void
wait_for(struct process *p, int options)
{
	int wait_status = 0;
	pid_t pid;

	if (p->ended)
		return;
	do {
		pid = waitpid(p->pid, &wait_status, options);
	} while (pid < 0 && errno == EINTR);
	take_news(p, wait_status);
}

/* Waits for all of the job; how its last process ended. */
static int
wait_for_job(struct job *j, int options)
{
	for (int i = 0; i < j->n; i++)
		wait_for(&j->processes[i], options);
	return j->n > 0 ? j->processes[j->n - 1].wait_status : 0;
}

bool
job_has_ended(const struct job *j)
{
	for (int i = 0; i < j->n; i++)
		if (!j->processes[i].ended)
			return false;
	return true;
}

bool
job_is_stopped(const struct job *j)
{
	for (int i = 0; i < j->n; i++)
		if (j->processes[i].stopped)
			return true;
	return false;
}

struct job **
job_find(int number)
{
	struct job **link = &job_background;

	for (; *link != NULL; link = &(*link)->next)
		if (!job_has_ended(*link) &&
		    (number == 0 || (*link)->number == number))
			return link;
	return NULL;
}

/* Puts a job at the head of the list, with a number above all that live. */
static void
enlist(struct job *j)
{
	struct job **newest = job_find(0);

	j->number = newest != NULL ? (*newest)->number + 1 : 1;
	j->next = job_background;
	job_background = j;
}

static void
set_modes(const struct termios *modes)
{
	tcsetattr(STDIN_FILENO, TCSADRAIN, modes);
}

/* ^Z: the job waits in the list for fg or bg, and the line is given up. */
static int
leave_stopped(struct job *j, int wait_status)
{
	j->background = true;
	j->has_modes = tcgetattr(STDIN_FILENO, &j->modes) == 0;
	set_modes(&shell_modes);
	enlist(j);
	out_char('\n');
	job_print(j);
	out_flush();
	shell.flow = FLOW_ABORT;
	return STATUS_SIGNAL_BASE + WSTOPSIG(wait_status);
}

/* What a program that was killed did to the terminal is undone; what one that
   ended by itself did was meant, as of stty. */
static void
take_terminal_back(int wait_status)
{
	lend_terminal(0);
	if (WIFEXITED(wait_status))
		tcgetattr(STDIN_FILENO, &shell_modes);
	else if (WIFSIGNALED(wait_status))
		set_modes(&shell_modes);
}

int
job_wait(struct job *j)
{
	int wait_status = wait_for_job(j, shell.interactive ? WUNTRACED : 0);

	if (shell.interactive)
		take_terminal_back(wait_status);
	if (job_is_stopped(j))
		return leave_stopped(j, wait_status);
	report_signal(wait_status);
	if (shell.interactive && WIFSIGNALED(wait_status) &&
	    WTERMSIG(wait_status) == SIGINT)
		shell.flow = FLOW_ABORT;
	job_free(j);
	return status_of(wait_status);
}

/* Forgets the oldest ended jobs when there are too many of them. */
static void
forget_ended(void)
{
	int count = 0;
	struct job **link = &job_background;

	while (*link != NULL) {
		struct job *j = *link;

		if (!job_has_ended(j) || ++count <= ENDED_JOBS_KEPT) {
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
	if (j->n == 0) {        /* the fork has failed */
		job_free(j);
		return;
	}
	shell.last_background = j->processes[j->n - 1].pid;
	enlist(j);
	job_poll();     /* not before: it may have ended already */
}

static void
note(pid_t pid, int wait_status)
{
	for (struct job *j = job_background; j != NULL; j = j->next)
		for (int i = 0; i < j->n; i++)
			if (j->processes[i].pid == pid)
				take_news(&j->processes[i], wait_status);
}

void
job_poll(void)
{
	int wait_status;
	pid_t pid;

	while ((pid = waitpid(-1, &wait_status, WNOHANG | WUNTRACED)) > 0)
		note(pid, wait_status);
	forget_ended();
}

int
job_wait_pid(pid_t pid)
{
	for (struct job *j = job_background; j != NULL; j = j->next)
		for (int i = 0; i < j->n; i++)
			if (j->processes[i].pid == pid) {
				wait_for(&j->processes[i], 0);
				return status_of(j->processes[i].wait_status);
			}
	return STATUS_NOT_FOUND;
}

void
job_wait_all(void)
{
	struct job *j;

	for (j = job_background; j != NULL; j = j->next)
		wait_for_job(j, 0);
	if (shell.interactive)
		job_tell_news();
	while ((j = job_background) != NULL) {
		job_background = j->next;
		job_free(j);
	}
}

pid_t
job_group(int number)
{
	struct job **link = job_find(number);

	return link != NULL ? (*link)->group : 0;
}

int
job_resume(int number, bool foreground)
{
	struct job **link = job_find(number), *j;

	if (link == NULL)
		return -1;
	j = *link;
	for (int i = 0; i < j->n; i++)
		j->processes[i].stopped = false;
	if (!foreground)
		job_print(j);
	if (foreground) {
		*link = j->next;
		j->background = false;
		if (j->has_modes)
			set_modes(&j->modes);
		lend_terminal(j->group);
		/* Who sees this can type for the job. */
		out_format("%s\n", j->text);
		out_flush();
	}
	kill(-j->group, SIGCONT);
	return foreground ? job_wait(j) : 0;
}

void
job_hang_up(void)
{
	for (struct job *j = job_background; j != NULL; j = j->next)
		if (job_is_stopped(j)) {
			kill(-j->group, SIGHUP);
			kill(-j->group, SIGCONT);
		}
}

void
job_take_terminal(void)
{
	setpgid(0, 0);
	lend_terminal(0);
	tcgetattr(STDIN_FILENO, &shell_modes);
}
