/*
 * The beginning of every program.
 */
#ifndef XV6_LIB_PROCESS_H
#define XV6_LIB_PROCESS_H

/* Writing to a pipe that nobody reads is an error, and no more than that. */
void process_begin(void);

#endif
