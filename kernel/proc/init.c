/*
 * Process 1: the only one that is made without a parent.
 */
#include "abi/fcntl.h"
#include "arch/trapframe.h"
#include "fs/file.h"
#include "fs/fs.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/space.h"
#include "proc/exec.h"
#include "proc/fdtable.h"
#include "proc/proc.h"
#include "proc/user.h"

__attribute__((noreturn)) void (*user_enter)(void);

static void
init_begin(void *unused)
{
	(void)unused;
	user_enter();
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
	for (int fd = 0; fd < 3; fd++) {
		if (fd > 0)
			file_ref(f);
		if (fdtable_add(p->fds, f, fd, false) != fd)
			panic("process 1: no descriptor %d", fd);
	}
}

void
proc_start_init(const char *path, const char *args)
{
	const uint64_t argv[] = {
		(uintptr_t)path, *args ? (uintptr_t)args : 0, 0,
	};
	const struct string_vector arguments = { NULL, (uintptr_t)argv };
	const struct string_vector environment = { NULL, 0 };
	struct proc *p = proc_new();
	int error;

	if (p == NULL || (p->space = space_new()) == NULL ||
	    (p->fds = fdtable_new()) == NULL ||
	    (p->thread = thread_new(p->name, init_begin, NULL)) == NULL)
		panic("no memory for process 1");
	p->thread->proc = p;
	p->cwd = fs_root();
	open_console(p);
	error = proc_exec(p, path, &arguments, &environment);
	if (error < 0)
		panic("cannot run %s: error %d", path, error);
	spin_lock(&tree_lock);
	proc_enter(p, NULL);
	proc_init = p;
	spin_unlock(&tree_lock);
	thread_ready(p->thread);
}
