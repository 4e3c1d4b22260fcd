/*
 * Proof that the standard headers and the kernel's table agree: both declare
 * the same functions here, and a difference does not compile. (-isystem hides
 * warnings, not errors.) There is no code.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sprout.h>

#include "abi/disk.h"

_Static_assert(NAME_MAX == DISK_NAME_MAX,
	       "<limits.h> and the disk disagree on the length of a name");
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(off_t) == sizeof(long),
	       "a system call's argument is one register");
