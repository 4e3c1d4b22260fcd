/*
 * lsof: the open files of all processes, or of those that -p names. FD is the
 * descriptor with r, w or u (both), cwd the current directory, mem a file that
 * is mapped into memory; NODE the inode, or what both ends of a pipe share.
 */
#include <fcntl.h>

#include "inodes.h"
#include "inspect.h"

enum { BATCH = 32, FD_SIZE = 16 };

static struct procinfo process;              /* whose files are shown */

static void
show_line(const char *fd, const char *type, unsigned long node, long offset,
	  const char *name)
{
	printf("%-12.*s %5d %5s %-5s %10lu %10ld %s\n", PROC_NAME_MAX,
	       process.name, process.pid, fd, type, node, offset, name);
}

static void
show_file(const struct inspect_file *f)
{
	static const char mode[] = { 'r', 'w', 'u', '?' };
	char fd[FD_SIZE] = "cwd";

	if (f->fd != INSPECT_CWD)
		snprintf(fd, sizeof(fd), "%ld%c", f->fd,
			 mode[f->flags & O_ACCMODE]);
	if (S_ISFIFO(f->mode))
		show_line(fd, "pipe", f->identity, 0, "(pipe)");
	else
		show_line(fd, S_ISDIR(f->mode) ? "dir" : S_ISCHR(f->mode) ?
			  "char" : "file", f->identity, f->position,
			  inodes_path(f->identity));
}

static void
show_process(void)
{
	struct inspection regions, files;
	unsigned int inode = 0;

	inspect_all(&regions, INSPECT_REGIONS, process.pid);
	inspect_all(&files, INSPECT_FILES, process.pid);
	/* A program's regions that come from one file follow each other. */
	for (size_t i = 0; i < regions.n; i++) {
		const struct inspect_region *r = &regions.v[i].region;

		if (r->inode != 0 && r->inode != inode)
			show_line("mem", "file", r->inode, 0,
				  inodes_path(r->inode));
		inode = r->inode;
	}
	for (size_t i = 0; i < files.n; i++)
		show_file(&files.v[i].file);
	free(regions.v);
	free(files.v);
}

/* Shows all, or process `only`; false: there is none. */
static bool
show_processes(pid_t only)
{
	struct procinfo batch[BATCH];
	pid_t after = only != 0 ? only - 1 : 0;
	bool found = false;
	ssize_t n;

	while ((n = procinfo(after, batch, only != 0 ? 1 : BATCH)) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			process = batch[i];
			if (only != 0 && process.pid != only)
				return found;
			show_process();
			found = true;
		}
		after = batch[n - 1].pid;
	}
	if (n < 0)
		tool_error("processes");
	return found;
}

int
main(int argc, char **argv)
{
	pid_t only = 0;
	int c;

	tool_begin(argv, "lsof", "[-p pid]");
	while ((c = tool_option(argc, argv, ":p:")) != -1)
		only = (pid_t)tool_number(optarg, 1);
	if (optind < argc)
		tool_usage();
	printf("%-12s %5s %5s %-5s %10s %10s %s\n", "NAME", "PID", "FD",
	       "TYPE", "NODE", "OFFSET", "PATH");
	if (!show_processes(only))
		tool_complain("there is no process %d", only);
	return tool_finish();
}
