/*
 * Traps: the only ways into the kernel after boot.
 */
#pragma once

struct trapframe;

/* This hart takes its traps here from now on. */
void trap_init_hart(void);

/* entry.S: where stvec points, and the way into the program whose registers
   are in the running thread's frame. */
void trap_entry(void);
__attribute__((noreturn)) void trap_return(void);

/* Called by entry.S with the registers saved in `frame`. */
void trap_user(struct trapframe *frame);
void trap_kernel(struct trapframe *frame);
