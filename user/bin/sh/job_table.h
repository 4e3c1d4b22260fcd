/*
 * What a job is. Private to job.c and job_news.c.
 */
#ifndef SH_JOB_TABLE_H
#define SH_JOB_TABLE_H

#include <termios.h>

#include "job.h"

struct process {
	pid_t pid;
	int wait_status;
	bool ended, stopped;
};

/* What there is to tell of a job. */
enum news { RUNS, STOPPED, ENDED };

struct job {
	struct job *next;          /* in the list of background jobs      */
	char *text;                /* the command                         */
	enum news told;            /* what the user has seen of it        */
	bool has_modes;
	struct termios modes;      /* the terminal's when it was stopped  */
	pid_t group;               /* 0: none yet, or none of its own     */
	bool background;           /* does not have the terminal          */
	int number;                /* of "%1"; 0: not in the list         */
	int n;
	struct process *processes;
};

/* Those in the background, the newest first. */
extern struct job *job_background;

bool job_has_ended(const struct job *j);
bool job_is_stopped(const struct job *j);

/* The job with that number, or (0) the newest that has not ended; the place of
   the pointer to it, or NULL. */
struct job **job_find(int number);

/* Tells of it, by out.h. */
void job_print(struct job *j);

#endif
