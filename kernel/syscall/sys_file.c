/*
 * System calls about files and the terminal. User buffers are pinned here, and
 * paths copied in, so that nothing below ever sees a user address.
 */
#include "abi/fcntl.h"
#include "abi/signal.h"
#include "drivers/console.h"
#include "fs/file.h"
#include "fs/fs.h"
#include "fs/path.h"
#include "mm/ucopy.h"
#include "proc/proc.h"
#include "sched/sched.h"
#include "syscall/syscalls.h"

const char *
arg_path(char to[PATH_MAX], uva_t path)
{
	long length = copy_in_string(proc_current()->space, to, path,
				     PATH_MAX, -ENAMETOOLONG);

	return length < 0 ? ERR_PTR(length) : to;
}

int
arg_give(uva_t to, const void *from, size_t n)
{
	return copy_out(proc_current()->space, to, from, n);
}

static struct file *
file_of(int fd)
{
	return fdtable_get(proc_current()->fds, fd);
}

/*
 * Moves bytes in steps, each of as many pages as are looked up at once.
 * ACCESS_WRITE to the buffer is a read of the file, ACCESS_READ a write. A
 * regular file is read to the end of the buffer; what waits for its bytes
 * gives what is there.
 */
static ssize_t
transfer(int fd, uva_t buf, size_t n, uint64_t access)
{
	struct proc *p = proc_current();
	struct file *f = file_of(fd);
	struct segments s;
	size_t done = 0;
	ssize_t moved;

	if (f == NULL)
		return -EBADF;
	for (;;) {
		moved = pages_find(p->space, buf + done, n - done, access, &s);
		if (moved == 0)
			moved = access == ACCESS_WRITE ? file_read(f, &s) :
							 file_write(f, &s);
		if (moved <= 0)
			break;
		done += (size_t)moved;
		if (done == n ||
		    (access == ACCESS_WRITE && !file_is_regular(f)))
			break;
		sched_point();
	}
	if (moved == -EPIPE)
		signal_kill(p, p->info.pid, SIGPIPE);
	return done > 0 ? (ssize_t)done : moved;
}

ssize_t
sys_read(int fd, uva_t buf, size_t n)
{
	return transfer(fd, buf, n, ACCESS_WRITE);
}

ssize_t
sys_write(int fd, uva_t buf, size_t n)
{
	return transfer(fd, buf, n, ACCESS_READ);
}

int
sys_open(uva_t path, int flags, mode_t mode)
{
	struct proc *p = proc_current();
	char kpath[PATH_MAX];
	struct file *f = file_open(p->cwd, arg_path(kpath, path), flags);

	(void)mode;              /* one user, no permissions */
	if (IS_ERR(f))
		return (int)PTR_ERR(f);
	return fdtable_add(p->fds, f, 0, flags & O_CLOEXEC);
}

int
sys_close(int fd)
{
	struct file *f = fdtable_remove(proc_current()->fds, fd);

	if (f == NULL)
		return -EBADF;
	file_put(f);
	return 0;
}

int
sys_fcntl(int fd, int command, long argument)
{
	struct fdtable *t = proc_current()->fds;
	struct file *f = file_of(fd);

	if (f == NULL)
		return -EBADF;
	switch (command) {
	case F_DUPFD:
		if (argument < 0 || argument >= OPEN_MAX)
			return -EINVAL;
		file_ref(f);
		return fdtable_add(t, f, (int)argument, false);
	case F_GETFD:
		return t->cloexec[fd] ? FD_CLOEXEC : 0;
	case F_SETFD:
		t->cloexec[fd] = argument & FD_CLOEXEC;
		return 0;
	case F_GETFL:
		return f->flags;
	case F_SETFL:
		f->flags = (f->flags & O_ACCMODE) | ((int)argument & O_APPEND);
		return 0;
	default:
		return -EINVAL;
	}
}

int
sys_dup(int fd)
{
	return sys_fcntl(fd, F_DUPFD, 0);
}

int
sys_dup2(int fd, int newfd)
{
	struct file *f = file_of(fd);

	if (f == NULL || newfd < 0 || newfd >= OPEN_MAX)
		return -EBADF;
	if (fd == newfd)
		return fd;
	file_ref(f);
	sys_close(newfd);        /* if it is open */
	return fdtable_add(proc_current()->fds, f, newfd, false);
}

int
sys_pipe(uva_t fds)
{
	struct fdtable *t = proc_current()->fds;
	struct file *end[2];
	int fd[2], error = pipe_create(&end[0], &end[1]);

	if (error < 0)
		return error;
	fd[0] = fdtable_add(t, end[0], 0, false);
	fd[1] = fdtable_add(t, end[1], 0, false);
	error = fd[1] < 0 ? fd[1] : arg_give(fds, fd, sizeof(fd));
	if (error < 0) {         /* a descriptor there was none for is none */
		sys_close(fd[0]);
		sys_close(fd[1]);
	}
	return error;
}

int
sys_fstat(int fd, uva_t st)
{
	struct file *f = file_of(fd);
	struct stat kst;
	int error = f == NULL ? -EBADF : file_stat(f, &kst);

	return error < 0 ? error : arg_give(st, &kst, sizeof(kst));
}

int
sys_stat(uva_t path, uva_t st)
{
	char kpath[PATH_MAX];
	struct stat kst;
	int error = path_stat(proc_current()->cwd, arg_path(kpath, path),
			      &kst);

	return error < 0 ? error : arg_give(st, &kst, sizeof(kst));
}

off_t
sys_lseek(int fd, off_t offset, int whence)
{
	struct file *f = file_of(fd);

	return f == NULL ? -EBADF : file_seek(f, offset, whence);
}

int
sys_ftruncate(int fd, off_t size)
{
	struct file *f = file_of(fd);

	return f == NULL ? -EBADF : file_truncate(f, size);
}

int
sys_fsync(int fd)
{
	struct file *f = file_of(fd);

	return f == NULL ? -EBADF : file_sync(f);
}

/* 0 when `fd` is the console. */
static int
check_terminal(int fd)
{
	struct file *f = file_of(fd);
	struct stat st;
	int error = f == NULL ? -EBADF : file_stat(f, &st);

	if (error < 0)
		return error;
	return S_ISCHR(st.st_mode) &&
	       DEV_MAJOR(st.st_rdev) == MAJOR_CONSOLE ? 0 : -ENOTTY;
}

static int
set_termios(uva_t from, int when)
{
	struct termios t;
	int error = copy_in(proc_current()->space, &t, from, sizeof(t));

	return error < 0 ? error : console_set(&t, when);
}

/* 0 leaves the terminal to the group of the caller, a shell at its prompt. */
static int
set_foreground(uva_t from)
{
	struct proc *p = proc_current();
	pid_t group;
	int error = copy_in(p->space, &group, from, sizeof(group));

	if (error < 0 || group < 0)
		return error < 0 ? error : -EINVAL;
	console_foreground = group;
	console_reader = group != 0 ? group : p->info.pgid;
	return 0;
}

int
sys_ioctl(int fd, unsigned long request, uva_t argument)
{
	int error = check_terminal(fd);
	struct termios t;

	if (error < 0)
		return error;
	switch (request) {
	case TCGETS:
		console_get(&t);
		return arg_give(argument, &t, sizeof(t));
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		return set_termios(argument, (int)(request - TCSETS));
	case TIOCGPGRP:
		return arg_give(argument, &console_foreground,
				sizeof(console_foreground));
	case TIOCSPGRP:
		return set_foreground(argument);
	case TIOCGWINSZ:
		return arg_give(argument, &console_size, sizeof(console_size));
	case TIOCSWINSZ:
		return copy_in(proc_current()->space, &console_size, argument,
			       sizeof(console_size));
	default:
		return -EINVAL;
	}
}

int
sys_sync(void)
{
	return fs_sync();
}

int
sys_chdir(uva_t path)
{
	struct proc *p = proc_current();
	char kpath[PATH_MAX];
	struct inode *ip = path_lookup(p->cwd, arg_path(kpath, path)), *before;

	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	if (!inode_is_dir(ip)) {
		inode_put(ip);
		return -ENOTDIR;
	}
	before = p->cwd;
	p->cwd = ip;
	inode_put(before);
	return 0;
}

ssize_t
sys_getcwd(uva_t buf, size_t n)
{
	char path[PATH_MAX];
	ssize_t length = path_of_dir(proc_current()->cwd, path,
				     MIN(n, sizeof(path)));
	int error = length < 0 ? (int)length :
		    arg_give(buf, path, (size_t)length);

	return error < 0 ? error : length;
}

int
sys_mkdir(uva_t path, mode_t mode)
{
	char kpath[PATH_MAX];

	(void)mode;
	return path_mkdir(proc_current()->cwd, arg_path(kpath, path));
}

int
sys_mknod(uva_t path, mode_t mode, dev_t dev)
{
	char kpath[PATH_MAX];

	return path_mknod(proc_current()->cwd, arg_path(kpath, path), mode,
			  dev);
}

int
sys_unlink(uva_t path)
{
	char kpath[PATH_MAX];

	return path_unlink(proc_current()->cwd, arg_path(kpath, path));
}

int
sys_rmdir(uva_t path)
{
	char kpath[PATH_MAX];

	return path_rmdir(proc_current()->cwd, arg_path(kpath, path));
}

int
sys_link(uva_t old, uva_t new)
{
	char kold[PATH_MAX], knew[PATH_MAX];

	return path_link(proc_current()->cwd, arg_path(kold, old),
			 arg_path(knew, new));
}

int
sys_rename(uva_t old, uva_t new)
{
	char kold[PATH_MAX], knew[PATH_MAX];

	return path_rename(proc_current()->cwd, arg_path(kold, old),
			   arg_path(knew, new));
}
