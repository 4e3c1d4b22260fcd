/*
 * Page faults of user programs.
 */
#pragma once

#include "mm/space.h"

/*
 * Makes `va` accessible to the running program, or says why not: -EFAULT (its
 * own fault), -ENOMEM, -EIO. May sleep.
 */
int fault_handle(struct space *s, uva_t va, uint64_t access);
