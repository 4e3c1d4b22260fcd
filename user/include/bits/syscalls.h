/*
 * The table of system calls as C programs see it. POSIX gives a few of them a
 * signature that a line of the table cannot express; for those the library
 * has a function of that name, which calls the stub by its other name,
 * __sys_NAME (every call's stub has both).
 *
 * Included again and again, by C and by assembly, with SYSCALLn and UPTR
 * defined as needed: no guard.
 */

/* open(), fcntl() and ioctl() take a variable number of arguments. */
#define open   __sys_open
#define fcntl  __sys_fcntl
#define ioctl  __sys_ioctl
/* getcwd() returns a pointer, the call a length. */
#define getcwd __sys_getcwd

#include "abi/syscalls.def"

#undef open
#undef fcntl
#undef ioctl
#undef getcwd

#undef UPTR
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3
#undef SYSCALL4
#undef SYSCALL5
#undef SYSCALL6
