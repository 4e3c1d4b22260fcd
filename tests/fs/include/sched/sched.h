/*
 * Stands in for kernel/sched/sched.h, which needs a RISC-V compiler: what the
 * file system uses of it.
 */
#ifndef SCHED_SCHED_H
#define SCHED_SCHED_H

#include "arch/types.h"

void sched_point(void);

#endif
