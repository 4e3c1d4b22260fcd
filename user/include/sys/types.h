/* Types of the system calls (POSIX). The kernel's are in kernel/abi/types.h. */
#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H

#include <stddef.h>

#include "abi/types.h"

typedef long clock_t;
typedef long suseconds_t;
typedef unsigned int useconds_t;

#endif
