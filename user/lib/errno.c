/* errno: one for each thread, of which a process has one (crt0.S). */
#include <errno.h>

_Thread_local int errno;
