/*
 * How a process begins: as a copy of another, or as process 1, which the boot
 * thread becomes. Everything of a fork that can fail is done before the child
 * enters the tree; after that it only has to be made READY.
 */
#include "arch/trapframe.h"
#include "fs/fs.h"
#include "mm/object.h"
#include "mm/space.h"
#include "proc/proc.h"

__attribute__((noreturn)) void (*user_enter)(void *unused);

pid_t
proc_fork(struct proc *parent)
{
	struct proc *child = object_alloc(&proc_cache);
	struct thread *t;
	pid_t pid;

	if (child == NULL)
		return -EAGAIN;
	if ((child->space = space_copy(parent->space)) == NULL ||
	    (child->fds = fdtable_new(parent->fds)) == NULL ||
	    (t = thread_new(child->info.name, user_enter, NULL)) == NULL) {
		proc_release(child);
		object_free(&proc_cache, child);
		return -ENOMEM;
	}
	child->thread = t;
	child->cwd = inode_ref(parent->cwd);
	t->proc = child;
	t->space = child->space;
	*t->cpu.frame = *parent->thread->cpu.frame;
	t->cpu.frame->a0 = 0;            /* what fork() gives the child */
	thread_fp_copy(t);
	spin_lock(&tree_lock);
	proc_enter(child, parent);
	pid = child->info.pid;
	spin_unlock(&tree_lock);
	thread_ready(t);
	return pid;
}

int
proc_become_init(const char *path, const char *args)
{
	const char *argv[] = { path, *args ? args : NULL, NULL };
	struct thread *t = thread_current();
	struct proc *p = object_alloc(&proc_cache);
	int error;

	if (p == NULL || (p->fds = fdtable_new(NULL)) == NULL)
		return -ENOMEM;
	p->cwd = fs_root();
	p->thread = t;
	t->proc = p;
	t->name = p->info.name;
	spin_lock(&tree_lock);
	proc_enter(p, NULL);
	p->info.pgid = p->info.pid;
	proc_init = p;
	spin_unlock(&tree_lock);
	error = proc_exec(p, path, (uintptr_t)argv, 0);
	if (error < 0)
		return error;
	user_enter(NULL);
}
