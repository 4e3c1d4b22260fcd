/*
 * What Sprout has beyond POSIX, and every system call of the kernel's table:
 * a line added to kernel/abi/syscalls.def is declared here and has a stub in
 * the library with no other edit.
 *
 * open(), fcntl(), ioctl() and getcwd() are declared as POSIX has them in
 * <fcntl.h>, <sys/ioctl.h> and <unistd.h>; the bare calls are __sys_open() and
 * so on (see bits/syscalls.h).
 */
#ifndef _SPROUT_H
#define _SPROUT_H

#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

#include "abi/inspect.h"
#include "abi/proc.h"
#include "abi/reboot.h"

#define UPTR(T) T *
#define SYSCALL0(number, R, name) R name(void);
#define SYSCALL1(number, R, name, A, a) R name(A a);
#define SYSCALL2(number, R, name, A, a, B, b) R name(A a, B b);
#define SYSCALL3(number, R, name, A, a, B, b, C, c) R name(A a, B b, C c);
#define SYSCALL4(number, R, name, A, a, B, b, C, c, D, d) \
	R name(A a, B b, C c, D d);
#define SYSCALL5(number, R, name, A, a, B, b, C, c, D, d, E, e) \
	R name(A a, B b, C c, D d, E e);
#define SYSCALL6(number, R, name, A, a, B, b, C, c, D, d, E, e, F, f) \
	R name(A a, B b, C c, D d, E e, F f);
#include <bits/syscalls.h>

#endif
