/*
 * fork: a copy of a process. Everything that can fail is done before the
 * child enters the tree; after that it only has to be made READY.
 */
#include "abi/errno.h"
#include "arch/trapframe.h"
#include "fs/fs.h"
#include "lib/string.h"
#include "mm/space.h"
#include "proc/fdtable.h"
#include "proc/proc.h"
#include "proc/user.h"

/* The child's first steps: out of its kernel stack into its program. */
static void
child_begin(void *unused)
{
	(void)unused;
	user_enter();
}

/* Copies what the child owns; false when memory ran out, then it owns some. */
static bool
copy_possessions(struct proc *child, struct proc *parent)
{
	child->space = space_copy(parent->space);
	if (child->space == NULL)
		return false;
	child->fds = fdtable_copy(parent->fds);
	if (child->fds == NULL)
		return false;
	child->thread = thread_new(child->name, child_begin, NULL);
	return child->thread != NULL;
}

static void
drop_possessions(struct proc *child)
{
	if (child->fds != NULL)
		fdtable_free(child->fds);
	if (child->space != NULL) {
		space_clear(child->space);
		space_put(child->space);
	}
	proc_discard(child);
}

static void
thread_prepare(struct thread *t, struct proc *child,
	       const struct trapframe *frame)
{
	t->proc = child;
	t->space = child->space;
	*t->cpu.frame = *frame;
	t->cpu.frame->a0 = 0;            /* what fork() gives the child */
	thread_fp_copy(t);
}

pid_t
proc_fork(struct proc *parent, const struct trapframe *frame)
{
	struct proc *child = proc_new();
	pid_t pid;

	if (child == NULL)
		return -EAGAIN;
	if (!copy_possessions(child, parent)) {
		drop_possessions(child);
		return -ENOMEM;
	}
	child->cwd = inode_ref(parent->cwd);
	memcpy(child->name, parent->name, sizeof(child->name));
	child->size_bytes = parent->size_bytes;
	thread_prepare(child->thread, child, frame);
	spin_lock(&tree_lock);
	proc_enter(child, parent);
	pid = child->pid;
	spin_unlock(&tree_lock);
	thread_ready(child->thread);
	return pid;
}
