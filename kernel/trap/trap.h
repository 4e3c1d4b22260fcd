/*
 * Traps: the only ways into the kernel after boot.
 *
 * A system call leaves the kernel like a function: a0 is its result, all other
 * registers are as they were. So a sys_NAME that changes its caller's frame,
 * as execve does and a return from a signal handler would, does not return:
 * its last step is user_enter() (proc/proc.h), which comes to trap_leave().
 */
#pragma once

#include "arch/types.h"

struct trapframe;

/* This hart takes its traps here from now on. */
void trap_init_hart(void);

/* entry.S: where stvec points, and the way into the program whose registers
   are in the running thread's frame. */
void trap_entry(void);
__attribute__((noreturn)) void trap_return(void);

/* The same once it has been seen to what the thread is to attend to. */
__attribute__((noreturn)) void trap_leave(void *unused);

/* Called by entry.S: a system call, whose result it gives. */
long trap_syscall(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
		  uint64_t a4, uint64_t a5, uint64_t a6, uint64_t number);

/* Called by entry.S: a trap of a user program that is no system call, and one
   of the kernel, whose registers are saved in `frame`. */
__attribute__((noreturn)) void trap_user(uint64_t cause);
void trap_kernel(struct trapframe *frame);
