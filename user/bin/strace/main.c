/*
 * strace: runs a command and prints its system calls on standard error, or
 * with -o into a file: name, arguments, result. -f shows those of the
 * processes that it forks, too, each line with its pid; -ff with -o gives each
 * process a file of its own, whose name ends with its pid. -c prints no calls
 * but one table of them: how many, how many failed, the time from their
 * beginning to their end, waiting included.
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

struct output {
	FILE *file;
	pid_t line_of;             /* whose line is not complete; 0: none */
};

struct process {
	pid_t pid;
	struct output *to;
	bool in_call;              /* one that has not returned yet */
	struct systrace_record call;
};

static struct process *processes;
static size_t nprocesses;
static struct output all;          /* of who has no file of its own */
static const char *path;           /* -o */
static int follow;                 /* how often -f was said */
static bool only_count;

/* The command is not to have it. */
static FILE *
output_open(const char *name)
{
	FILE *f = fopen(name, "w");

	if (f == NULL || fcntl(fileno(f), F_SETFD, FD_CLOEXEC) < 0) {
		tool_error(name);
		exit(TOOL_USAGE);
	}
	return f;
}

static struct output *
output_of(pid_t pid)
{
	struct output *own;
	char *name;

	if (all.file != NULL)
		return &all;
	own = tool_realloc(NULL, sizeof(*own));
	name = tool_realloc(NULL, strlen(path) + sizeof(".2147483647"));
	sprintf(name, "%s.%d", path, pid);
	*own = (struct output){ .file = output_open(name) };
	free(name);
	return own;
}

/* Nothing more comes from a process. */
static void
output_end(struct output *to)
{
	if (to == &all) {
		fflush(to->file);
		return;
	}
	if (fclose(to->file) != 0)
		tool_error(path);
	free(to);
}

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
		*p = (struct process){ .pid = pid, .to = output_of(pid) };
	}
	return p;
}

static void
line_leave(struct output *to)
{
	if (to->line_of != 0)
		fputs(" <unfinished ...>\n", to->file);
	to->line_of = 0;
}

/* Begins a line, or goes on with its own. */
static void
line_begin(const struct process *p)
{
	if (p->to->line_of == p->pid)
		return;
	line_leave(p->to);
	p->to->line_of = p->pid;
	if (follow && p->to == &all)
		fprintf(p->to->file, "[%d] ", p->pid);
	if (p->in_call)
		fprintf(p->to->file, "<... %s resumed>",
			call_find(p->call.number)->name);
}

static void
line_end(struct process *p, const char *result)
{
	fprintf(p->to->file, ") = %s\n", result);
	p->to->line_of = 0;
	p->in_call = false;
}

static void
print_arguments(FILE *to, const struct call *c, int from, int end,
		const struct systrace_record *r)
{
	for (int i = from; i < end; i++) {
		if (i > 0)
			fputs(", ", to);
		decode_argument(to, c, i, r);
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
		fprintf(p->to->file, "%s(", c->name);
		print_arguments(p->to->file, c, 0, call_first_output(c), r);
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
		print_arguments(p->to->file, c, call_first_output(c),
				c->narguments, r);
		fputs(") = ", p->to->file);
		decode_result(p->to->file, c, r->result);
		fputc('\n', p->to->file);
		p->to->line_of = 0;
	}
	p->in_call = false;
}

static void
see_end(struct process *p, int status)
{
	if (!only_count) {
		line_leave(p->to);
		p->in_call = false;
		line_begin(p);
		fputs("+++ ", p->to->file);
		decode_status(p->to->file, status);
		fputs(" +++\n", p->to->file);
		p->to->line_of = 0;
	}
	output_end(p->to);
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
		if (r.kind == SYSTRACE_END)
			see_end(p, (int)r.result);
		else
			fflush(p->to->file);
	}
	if (f == NULL || ferror(f))
		tool_error("cannot read records");
	for (size_t i = 0; i < nprocesses; i++) {
		line_leave(processes[i].to);
		output_end(processes[i].to);
	}
}

/* The child: its calls from here on are recorded. */
static void
become(char **words, const int *ends)
{
	close(ends[0]);
	if (systrace(ends[1], follow > 0 ? SYSTRACE_CHILDREN : 0) < 0) {
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
		summary_print(all.file);
	return WIFSIGNALED(status) ? COMMAND_SIGNALLED + WTERMSIG(status) :
	       WEXITSTATUS(status);
}

int
main(int argc, char **argv)
{
	int c, status;

	tool_begin(argv, "strace", "[-c] [-f | -ff] [-o file] command ...");
	while ((c = tool_option(argc, argv, "+:cfo:")) != -1) {
		follow += c == 'f';
		only_count |= c == 'c';
		if (c == 'o')
			path = optarg;
	}
	if (optind == argc)
		tool_usage();
	if (path == NULL)
		all.file = stderr;
	else if (follow < 2 || only_count)
		all.file = output_open(path);
	status = trace_command(argv + optind);
	if (all.file != NULL && fclose(all.file) != 0)
		tool_error("output");
	return tool.status != 0 ? tool.status : status;
}
