/*
 * Page faults of user programs.
 */
#ifndef MM_FAULT_H
#define MM_FAULT_H

#include "mm/space.h"

/*
 * Makes `va` accessible to the running program, or says why not: -EFAULT (its
 * own fault), -ENOMEM, -EIO. May sleep.
 */
int fault_handle(struct space *s, uva_t va, uint64_t access);

#endif
