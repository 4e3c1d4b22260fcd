/* errno: a plain variable, as a process has one thread. */
#include <errno.h>

int errno;
