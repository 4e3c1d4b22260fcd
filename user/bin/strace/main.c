/*
 * strace: runs a command and prints its system calls on standard error, or
 * with -o into a file: name, arguments, result. -f shows those of the
 * processes that it forks, too, each line with its pid; -c prints no calls but
 * a table of them: how many, how many failed, the time from their beginning to
 * their end, waiting included.
 *
 * The kernel writes a record as a call begins and another as it returns
 * (abi/systrace.h) into a pipe that we read. So a call that waits is seen
 * while it waits: what it will fill in is still missing on its line.
 */
#include <abi/numbers.h>
#include <fcntl.h>
#include <signal.h>
#include <sprout.h>

#include "../command.h"
#include "strace.h"

/* One that has made a call which has not returned yet. */
struct process {
	pid_t pid;
	bool in_call;
	struct systrace_record call;
};

static struct process *processes;
static size_t nprocesses;
static FILE *out;
static bool follow, only_count;
static pid_t line_of;              /* whose line is not complete; 0: none */

static struct process *
process_find(pid_t pid)
{
	struct process *p = processes;

	while (p < processes + nprocesses && p->pid != pid)
		p++;
	if (p == processes + nprocesses) {
		processes = tool_realloc(processes, (nprocesses + 1) *
					 sizeof(*processes));
		p = &processes[nprocesses++];
		*p = (struct process){ .pid = pid };
	}
	return p;
}

/* Begins a line for `pid`, or goes on with its own. */
static void
line_begin(const struct process *p)
{
	if (line_of == p->pid)
		return;
	if (line_of != 0)
		fputs(" <unfinished ...>\n", out);
	line_of = p->pid;
	if (follow)
		fprintf(out, "[%d] ", p->pid);
	if (p->in_call)
		fprintf(out, "<... %s resumed>",
			call_find(p->call.number)->name);
}

static void
line_end(struct process *p, const char *result)
{
	fprintf(out, ") = %s\n", result);
	line_of = 0;
	p->in_call = false;
}

static void
print_arguments(const struct call *c, int from, int to,
		const struct systrace_record *r)
{
	for (int i = from; i < to; i++) {
		if (i > 0)
			fputs(", ", out);
		decode_argument(out, c, i, r);
	}
}

/* The call before must have been an execve(): it has not failed. */
static void
end_execve(struct process *p)
{
	if (!p->in_call)
		return;
	summary_add(p->call.number, 0, false);
	if (!only_count) {
		line_begin(p);
		line_end(p, "0");
	}
	p->in_call = false;
}

static void
see_call(struct process *p, const struct systrace_record *r)
{
	const struct call *c = call_find(r->number);

	end_execve(p);
	if (!only_count) {
		line_begin(p);
		fprintf(out, "%s(", c->name);
		print_arguments(c, 0, call_first_output(c), r);
	}
	p->call = *r;
	p->in_call = r->number != SYS__exit;
	if (p->in_call)
		return;
	summary_add(r->number, 0, false);
	if (!only_count)
		line_end(p, "?");
}

static void
see_return(struct process *p, const struct systrace_record *r)
{
	const struct call *c = call_find(r->number);

	if (!p->in_call)
		return;
	summary_add(r->number, r->time_ns - p->call.time_ns, r->result < 0);
	if (!only_count) {
		line_begin(p);
		print_arguments(c, call_first_output(c), c->narguments, r);
		fputs(") = ", out);
		decode_result(out, c, r->result);
		fputc('\n', out);
		line_of = 0;
	}
	p->in_call = false;
}

static void
see_end(struct process *p, int status)
{
	if (!only_count) {
		if (line_of == p->pid) {
			fputs(" <unfinished ...>\n", out);
			line_of = 0;
		}
		p->in_call = false;
		line_begin(p);
		fputs("+++ ", out);
		decode_status(out, status);
		fputs(" +++\n", out);
		line_of = 0;
	}
	*p = processes[--nprocesses];
}

static void
read_records(int fd)
{
	struct systrace_record r;
	FILE *f = fdopen(fd, "r");

	while (f != NULL && fread(&r, sizeof(r), 1, f) == 1) {
		struct process *p = process_find(r.pid);

		if (r.kind == SYSTRACE_CALL)
			see_call(p, &r);
		else if (r.kind == SYSTRACE_RETURN)
			see_return(p, &r);
		else
			see_end(p, (int)r.result);
		fflush(out);
	}
	if (f == NULL || ferror(f))
		tool_error("cannot read records");
	if (line_of != 0)
		fputs(" <unfinished ...>\n", out);
}

/* The child: its calls from here on are recorded. */
static void
become(char **words, const int *ends)
{
	close(ends[0]);
	if (systrace(ends[1], follow ? SYSTRACE_CHILDREN : 0) < 0) {
		tool_error("cannot record system calls");
		_exit(COMMAND_CANNOT_RUN);
	}
	_exit(command_exec(words));
}

static int
trace_command(char **words)
{
	int ends[2], status = 0;
	pid_t pid;

	if (pipe(ends) < 0 ||
	    fcntl(ends[1], F_SETFD, FD_CLOEXEC) < 0 || (pid = fork()) < 0) {
		tool_error("cannot run a command");
		exit(COMMAND_CANNOT_RUN);
	}
	if (pid == 0)
		become(words, ends);
	close(ends[1]);
	signal(SIGINT, SIG_IGN);       /* it is the command's */
	read_records(ends[0]);
	if (waitpid(pid, &status, 0) < 0)
		tool_error("cannot wait for the command");
	if (only_count)
		summary_print(out);
	return WIFSIGNALED(status) ? COMMAND_SIGNALLED + WTERMSIG(status) :
	       WEXITSTATUS(status);
}

/* The command is not to have it. */
static FILE *
output_open(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fcntl(fileno(f), F_SETFD, FD_CLOEXEC) < 0) {
		tool_error(path);
		exit(TOOL_USAGE);
	}
	return f;
}

int
main(int argc, char **argv)
{
	int c, status;

	out = stderr;
	tool_begin(argv, "strace", "[-cf] [-o file] command ...");
	while ((c = tool_option(argc, argv, "+:cfo:")) != -1) {
		follow |= c == 'f';
		only_count |= c == 'c';
		if (c == 'o')
			out = output_open(optarg);
	}
	if (optind == argc)
		tool_usage();
	status = trace_command(argv + optind);
	if (fclose(out) != 0)
		tool_error("output");
	return tool.status != 0 ? tool.status : status;
}
