/*
 * Processes: a running program is a thread, an address space and descriptors.
 *
 * The tree. Every process but the first has a parent, and is on its parent's
 * list of children until the parent has waited for it. The dead come first on
 * that list: so if the first child that a waitpid() means is alive, all that
 * it means are. When a parent ends its children go to process 1. A zombie
 * keeps its pid, status and times: everything else is gone.
 *
 * Fields marked (t) are guarded by tree_lock, (o) touched by the process
 * itself only, (c) constant once created.
 */
#pragma once

#include "abi/inspect.h"
#include "abi/limits.h"
#include "abi/proc.h"
#include "abi/systrace.h"
#include "lib/list.h"
#include "lib/spinlock.h"
#include "lib/trace.h"
#include "mm/hash.h"
#include "sched/thread.h"
#include "sched/waitq.h"

struct file;
struct inode;
struct object_cache;
struct space;

/* Descriptors are small numbers for open files. One page frame; from `end` on
   nothing in it means anything. No lock: its process's only. */
struct fdtable {
	int end;
	bool cloexec[OPEN_MAX];
	struct file *files[OPEN_MAX];    /* referenced; NULL: free */
};

struct proc {
	struct hash_node hash;    /* (t) first; found by pid               */
	struct procinfo info;     /* (t) see below                         */
	struct proc *parent;      /* (t) NULL: process 1                   */
	struct list sibling;      /* (t) on the parent's list              */
	struct list children;     /* (t) zombies first                     */
	struct list by_pid;       /* (t) all processes, pids rising        */
	struct file *systrace;    /* (o) where its calls are recorded      */
	int systrace_flags;       /* (o) see abi/systrace.h                */
	bool ending;              /* (o) gives back what it has            */
	struct waitq child_ended; /* (t) waitpid() sleeps here             */
	struct thread *thread;    /* (t) NULL: a zombie                    */
	int wait_status;          /* (t) of a zombie                       */
	int news;                 /* (t) W_STOPPED(), W_CONTINUED, 0: none */
	int stop_signal;          /* (t) that stopped it, 0: it goes on    */
	uint32_t pending;         /* (t) signals that have come in         */
	struct space *space;      /* (o)                                   */
	struct fdtable *fds;      /* (o)                                   */
	struct inode *cwd;        /* (o) referenced                        */
};

/*
 * `info` is what a process tells of itself. The pid is constant once it has
 * one, and a number in it may be read without the lock; of a living process
 * its thread knows the state and the processor time instead.
 */

extern struct spinlock tree_lock;
extern struct list proc_list;       /* (t) all, linked by by_pid */
extern struct proc *proc_init;      /* process 1 */
extern size_t proc_count;           /* (t) zombies included */

/* The process whose system call or fault this is. */
static inline struct proc *
proc_current(void)
{
	return thread_current()->proc;
}

/* What processes are made of; proc_enter() completes one. */
extern struct object_cache proc_cache;

/* Gives back space, descriptors and directory, as far as there are any. May
   sleep. */
void proc_release(struct proc *p);

/* Gives `p` a pid and enters it into the tree below `parent`, with the group,
   size and name of that; tree_lock is held. */
void proc_enter(struct proc *p, struct proc *parent);

/* Makes `child` one of `parent`, who hears of it if it is a zombie; tree_lock
   is held. */
void proc_adopt(struct proc *parent, struct proc *child);

/* Takes a zombie out of the tree and frees it. */
void proc_remove(struct proc *p);

/* The process `pid`, or NULL; tree_lock is held. */
struct proc *proc_find(pid_t pid);

/* What is to be told of the process with the next pid above info->pid; false:
   there is none. */
bool proc_inspect_next(struct procinfo *info);

/* POSIX setpgid(), but that 0 is no pid. */
int proc_set_group(struct proc *self, pid_t pid, pid_t pgid);

/* Records the program's name. */
void proc_trace_exec(const struct proc *p);

/* Prints every process to the console: ^P. */
void proc_dump(void);

/* Prints what runs on a hart, and the spin locks it holds: for a panic. */
void proc_show_running(const struct hart *h);

/*
 * fork.c: the way from the kernel into a user program. Leaves the kernel for
 * the calling thread's program, with the registers that stand in its trap
 * frame: the end of every system call that changes that frame. Registered at
 * boot, as the trap layer lies above.
 */
extern __attribute__((noreturn)) void (*user_enter)(void *unused);

/* A copy of `parent`, the calling process. The child's pid or -EAGAIN,
   -ENOMEM. */
pid_t proc_fork(struct proc *parent);

/* Makes the calling thread process 1 running `path` with the one argument
   `args`, or without one when it is empty, and without open files. Panics when
   it cannot. */
__attribute__((noreturn)) void proc_become_init(const char *path,
						const char *args);

/*
 * exec.c: replaces the program of `p`, the calling process, by the one at
 * `path` (see fs/path.h) and prepares its trap frame. `argv` and `envp` are
 * NULL-ended arrays of strings in its memory (that of process 1, which has
 * none at first, is the kernel's); 0: none. 0, or a negative errno and nothing
 * has changed: E2BIG, EACCES (not a plain file), EFAULT, EIO, ENOENT, ENOEXEC,
 * ENOMEM, ENOTDIR, ENAMETOOLONG. May sleep.
 */
int proc_exec(struct proc *p, const char *path, uva_t argv, uva_t envp);

/*
 * inspect.c: up to n records of that kind (enum inspect_what), the first
 * behind key `after`, of process `pid`: how many there were, or -EINVAL,
 * -ESRCH. One that has ended, or is about to, has none. May sleep.
 */
ssize_t proc_inspect(int what, pid_t pid, long after, union inspect_record *to,
		     size_t n);

/*
 * systrace.c: records the system calls of the calling process `p`, which
 * writes the records itself: so a pipe that is full makes it wait and none is
 * lost. It records no more once a record could not be written.
 *
 * Begins, into `f` (see abi/systrace.h), or stops if that is NULL. 0, or
 * -EBADF (not open for writing), -EINVAL (flags). May sleep.
 */
int systrace_set(struct proc *p, struct file *f, int flags);

/* Records `child` like its parent, if that is wanted; tree_lock is held. */
void systrace_inherit(struct proc *child, const struct proc *parent);

/* Writes a record of that kind. May sleep. */
void systrace_record(struct proc *p, enum systrace_kind kind, uint64_t number,
		     const uint64_t *arguments, long result);

/* proc_exit(), and it is recorded. */
__attribute__((noreturn)) void proc_end(struct proc *p, int status);

/*
 * exit.c: ends the calling process. `status` is a wait status (abi/wait.h).
 */
__attribute__((noreturn)) void proc_exit(struct proc *p, int status);

/*
 * Waits for a child of `p`, the calling process: pid > 0 that one, -1 any, 0
 * any of the own group, below -1 any of group -pid. Its pid, with the status
 * copied to `status` in its memory unless that is 0; 0 when none has ended and
 * WNOHANG is set; -ECHILD, -EINVAL, -EINTR. When the status cannot be
 * delivered (-EFAULT, -ENOMEM) the zombie stays, and nothing is lost.
 */
pid_t proc_wait(struct proc *p, pid_t pid, uva_t status, int options);

/*
 * fdtable.c: a table with the open files of `from`, now shared, or an empty
 * one when `from` is NULL. NULL when memory is out. page_unref() frees it once
 * all is closed.
 */
struct fdtable *fdtable_new(const struct fdtable *from);

/* Closes everything, or what is marked close-on-exec. May sleep. */
void fdtable_close(struct fdtable *t, bool all);

/* The file behind `fd`, no new reference; NULL when it is not open. */
static inline struct file *
fdtable_get(const struct fdtable *t, int fd)
{
	return fd >= 0 && fd < t->end ? t->files[fd] : NULL;
}

/* Puts `f`, whose reference it takes over, at the lowest free descriptor >=
   from. The descriptor, or -EMFILE: then the reference is dropped. */
int fdtable_add(struct fdtable *t, struct file *f, int from, bool cloexec);

/* Takes a descriptor out; its reference is the caller's. NULL: not open. */
struct file *fdtable_remove(struct fdtable *t, int fd);

/*
 * signal.c: no handlers. A signal that is not ignored ends the process, the
 * next time it would return to its program, or stops it there. One that is
 * stopped ends by SIGKILL at once, by others when it goes on.
 *
 * POSIX kill(): pid > 0 one process, 0 the own group, -1 all but process 1,
 * below -1 group -pid. Signal 0 only looks. 0, -EINVAL, -ESRCH; -EPERM for
 * process 1, which nobody may end.
 */
int signal_kill(struct proc *self, pid_t pid, int signal);

/* proc_wait(), and with WUNTRACED or WCONTINUED among the options it is also
   news when a child stops or goes on. */
pid_t signal_wait(struct proc *p, pid_t pid, uva_t status, int options);

/* Lets `self` ignore a signal (how > 0), or not (0), over fork and exec; or
   changes nothing. Whether it did so far, or -EINVAL. */
int signal_ignore(struct proc *self, int signal, int how);

/* See struct console_hooks. */
int signal_turn_away(pid_t reader);

/* To every process of a group; nothing when there is none. */
void signal_group(pid_t group, int signal);

/* Before a return to the user program: waits while `p` is stopped, does not
   return if it is to end. */
void signal_deliver(struct proc *p);
