/*
 * How a process begins: as a copy of another, or as process 1. Everything
 * that can fail is done before the process enters the tree; after that it
 * only has to be made READY.
 */
#include "abi/errno.h"
#include "abi/fcntl.h"
#include "arch/trapframe.h"
#include "fs/file.h"
#include "fs/fs.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/string.h"
#include "mm/ucopy.h"
#include "proc/fdtable.h"
#include "proc/proc.h"

__attribute__((noreturn)) void (*user_enter)(void *unused);

static const char *init_path, *init_args;

pid_t
proc_fork(struct proc *parent, const struct trapframe *frame)
{
	struct proc *child = proc_new();
	struct thread *t;
	pid_t pid;

	if (child == NULL)
		return -EAGAIN;
	if ((child->space = space_copy(parent->space)) == NULL ||
	    (child->fds = fdtable_new(parent->fds)) == NULL ||
	    (t = thread_new(child->name, user_enter, NULL)) == NULL) {
		proc_release(child);
		proc_discard(child);
		return -ENOMEM;
	}
	child->thread = t;
	child->cwd = inode_ref(parent->cwd);
	memcpy(child->name, parent->name, sizeof(child->name));
	child->size_bytes = parent->size_bytes;
	t->proc = child;
	t->space = child->space;
	*t->cpu.frame = *frame;
	t->cpu.frame->a0 = 0;            /* what fork() gives the child */
	thread_fp_copy(t);
	spin_lock(&tree_lock);
	proc_enter(child, parent);
	pid = child->pid;
	spin_unlock(&tree_lock);
	thread_ready(t);
	return pid;
}

/* Descriptors 0, 1 and 2 are the console. */
static void
open_console(struct proc *p)
{
	struct file *f = file_open(p->cwd, "/dev/console", O_RDWR);

	if (IS_ERR(f)) {
		kprint("sprout: no /dev/console in the file system (%ld)\n",
		       PTR_ERR(f));
		return;
	}
	for (int fd = 0; fd < 3; fd++)
		fdtable_add(p->fds, f, fd, false);
	file_put(f);
}

/* Lays out { path, args, NULL } and the two strings in the memory of `s`, for
   proc_exec() to find them there as any program's; the array's address. */
static uva_t
init_arguments(struct space *s)
{
	size_t path_size = strlen(init_path) + 1;
	size_t args_size = strlen(init_args) + 1;
	uva_t argv[3] = { PAGE_SIZE + sizeof(argv) };
	uva_t args = argv[0] + path_size;
	const struct region memory = {
		.start = PAGE_SIZE,
		.end = ROUND_UP(args + args_size, PAGE_SIZE),
		.rights = PTE_R | PTE_W,
	};

	if (*init_args)
		argv[1] = args;
	if (space_map(s, &memory) < 0 ||
	    copy_out(s, memory.start, argv, sizeof(argv)) < 0 ||
	    copy_out(s, argv[0], init_path, path_size) < 0 ||
	    copy_out(s, args, init_args, args_size) < 0)
		panic("no memory for the arguments of process 1");
	return memory.start;
}

/* The first steps of process 1. */
static void
init_begin(void *unused)
{
	struct proc *p = proc_current();
	int error;

	open_console(p);
	error = proc_exec(p, init_path, init_arguments(p->space), 0);
	if (error < 0)
		panic("cannot run %s: error %d", init_path, error);
	user_enter(unused);
}

void
proc_start_init(const char *path, const char *args)
{
	struct proc *p = proc_new();

	if (p == NULL || (p->space = space_new()) == NULL ||
	    (p->fds = fdtable_new(NULL)) == NULL ||
	    (p->thread = thread_new(p->name, init_begin, NULL)) == NULL)
		panic("no memory for process 1");
	init_path = path;
	init_args = args;
	p->thread->proc = p;
	p->thread->space = p->space;
	p->cwd = fs_root();
	spin_lock(&tree_lock);
	proc_enter(p, NULL);
	proc_init = p;
	spin_unlock(&tree_lock);
	thread_ready(p->thread);
}
