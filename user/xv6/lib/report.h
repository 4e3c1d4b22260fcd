/*
 * Exit statuses. xv6's are whole integers, the kernel keeps eight bits: what
 * does not fit goes to the parent through a pipe that the two share.
 */
#ifndef XV6_LIB_REPORT_H
#define XV6_LIB_REPORT_H

/* Around a fork: in the parent before it, in the child after it. */
void report_prepare(void);
void report_inherit(void);

/* The exit code that stands for `status`, which is reported if it must. */
int report_status(int status);

/* The status of child `pid`, which ended with this exit code. */
int report_find(int pid, int code);

#endif
