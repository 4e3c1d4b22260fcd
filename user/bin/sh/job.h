/*
 * Jobs: the processes of a pipeline or of a command in the background.
 *
 * An interactive shell puts each job into a process group of its own and
 * lends the terminal to the one in the foreground, so that ^C ends that one
 * and ^Z stops it.
 * While the shell itself waits for a line nobody has the terminal: there are
 * no signal handlers, so that is how a shell survives ^C at its prompt.
 * Other shells leave groups and terminal alone.
 */
#ifndef SH_JOB_H
#define SH_JOB_H

#include <stdbool.h>
#include <sys/types.h>

struct job;

struct job *job_new(bool background);

/*
 * Forks a process that belongs to the job. In the child, which is then a
 * subshell, 0; -1 after a message when there can be no child.
 */
pid_t job_fork(struct job *j);

/* Waits for all of it and forgets it. The status of its last process. */
int job_wait(struct job *j);

/* Lets it run: $! is its last process from now on. */
void job_leave(struct job *j);

/* Status of a background process; STATUS_NOT_FOUND when it is not one. */
int job_wait_pid(pid_t pid);

/* Waits for all that run in the background. */
void job_wait_all(void);

/* Buries background processes that have ended, without waiting. */
void job_poll(void);

/* The same, and says what has ended or stopped since it was last told. */
void job_tell_news(void);

/* Prints number, state and command of those that have not ended. */
void job_print_all(void);

/* The process group of job `number`, or of the newest (0); 0: none such. */
pid_t job_group(int number);

/*
 * Lets job `number`, or the newest one (0), go on, in the foreground or not.
 * Its status, or 0 when it runs in the background; -1 when there is none.
 */
int job_resume(int number, bool foreground);

/* Ends what is stopped: nobody will let it go on once the shell has gone. */
void job_hang_up(void);

/* The shell becomes interactive. */
void job_take_terminal(void);

/* Forks without a job: for writers of here-documents. */
pid_t job_fork_helper(void);

#endif
