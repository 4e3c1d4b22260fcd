/*
 * The bare system calls, __sys_NAME for each line of the kernel's table, for
 * the library's own use: a program may have a function called read(), and the
 * library must not call that.
 */
#ifndef LIB_SYS_H
#define LIB_SYS_H

#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

#include "abi/inspect.h"
#include "abi/proc.h"

#define UPTR(T) T *
#define SYSCALL0(number, R, name) R __sys_##name(void);
#define SYSCALL1(number, R, name, A, a) R __sys_##name(A a);
#define SYSCALL2(number, R, name, A, a, B, b) R __sys_##name(A a, B b);
#define SYSCALL3(number, R, name, A, a, B, b, C, c) \
	R __sys_##name(A a, B b, C c);
#define SYSCALL4(number, R, name, A, a, B, b, C, c, D, d) \
	R __sys_##name(A a, B b, C c, D d);
#define SYSCALL5(number, R, name, A, a, B, b, C, c, D, d, E, e) \
	R __sys_##name(A a, B b, C c, D d, E e);
#define SYSCALL6(number, R, name, A, a, B, b, C, c, D, d, E, e, F, f) \
	R __sys_##name(A a, B b, C c, D d, E e, F f);
#include <bits/syscalls.h>

#endif
