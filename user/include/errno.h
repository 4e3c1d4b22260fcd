/*
 * Why the last call failed (POSIX). The numbers and their texts are the
 * kernel's: kernel/abi/errno.h.
 */
#ifndef _ERRNO_H
#define _ERRNO_H

#include "abi/errno.h"

/* Set by a call that fails, left alone by one that succeeds. A thread has its
   own, as C11 wants it. */
extern _Thread_local int errno;
#define errno errno

#endif
