/*
 * The numbers of xv6's system calls. Sprout's table gives the same numbers to
 * what does the same work (kernel/abi/syscalls.def), with the arguments of
 * POSIX: SYS_wait is waitpid(), SYS_exec execve(), SYS_pause nanosleep() and
 * SYS_uptime clock_gettime().
 */
#ifndef XV6_SYSCALL_H
#define XV6_SYSCALL_H

#define SYS_fork   1
#define SYS_exit   2
#define SYS_wait   3
#define SYS_pipe   4
#define SYS_read   5
#define SYS_kill   6
#define SYS_exec   7
#define SYS_fstat  8
#define SYS_chdir  9
#define SYS_dup    10
#define SYS_getpid 11
#define SYS_sbrk   12
#define SYS_pause  13
#define SYS_sleep  13
#define SYS_uptime 14
#define SYS_open   15
#define SYS_write  16
#define SYS_mknod  17
#define SYS_unlink 18
#define SYS_link   19
#define SYS_mkdir  20
#define SYS_close  21

#endif
