/*
 * The way from the kernel into a user program.
 */
#ifndef PROC_USER_H
#define PROC_USER_H

/*
 * Leaves the kernel for the calling thread's user program, with the registers
 * that stand in its trap frame. In trap/entry.S; registered at boot, as the
 * trap layer lies above.
 */
extern __attribute__((noreturn)) void (*user_enter)(void);

#endif
