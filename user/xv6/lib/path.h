/*
 * Paths as xv6 reads them: a name that is longer than DIRSIZ is cut.
 */
#ifndef XV6_LIB_PATH_H
#define XV6_LIB_PATH_H

#include "kernel/param.h"
#include "sys.h"

/* A system call whose first argument is a path; the kernel's result. */
long path_call(enum kernel_call call, const char *path, long second,
	       long third);

/* Copies a path with its names cut to DIRSIZ; 0 if it is too long even so, or
   no string. */
int path_cut(char to[MAXPATH], const char *path);

#endif
