/*
 * tee: copies standard input to standard output and into files; -a appends,
 * -i goes on when ^C ends the others.
 */
#include <fcntl.h>
#include <signal.h>

#include "tool.h"

enum { BUFFER_SIZE = 4096, NEW_FILE_MODE = 0666 };

struct output {
	const char *name;
	int fd;                    /* -1: given up after an error         */
};

static void
write_all(struct output *o, const char *from, size_t n)
{
	while (n > 0 && o->fd >= 0) {
		ssize_t done = write(o->fd, from, n);

		if (done < 0) {
			tool_error(o->name);
			o->fd = -1;
			return;
		}
		from += done;
		n -= done;
	}
}

static void
copy(struct output *outputs, int n)
{
	char buffer[BUFFER_SIZE];
	ssize_t size;

	while ((size = read(STDIN_FILENO, buffer, sizeof(buffer))) > 0)
		for (int i = 0; i < n; i++)
			write_all(&outputs[i], buffer, size);
	if (size < 0)
		tool_error("standard input");
}

int
main(int argc, char **argv)
{
	int flags = O_TRUNC;
	struct output *outputs;
	int n = 0, c;

	tool_begin(argv, "tee", "[-ai] [file ...]");
	while ((c = tool_option(argc, argv, ":ai")) != -1) {
		if (c == 'a')
			flags = O_APPEND;
		else
			signal(SIGINT, SIG_IGN);
	}
	outputs = tool_alloc((argc - optind + 1) * sizeof(*outputs));
	outputs[n++] = (struct output){ "standard output", STDOUT_FILENO };
	for (int i = optind; i < argc; i++) {
		int fd = open(argv[i], O_WRONLY | O_CREAT | flags,
			      NEW_FILE_MODE);

		if (fd < 0)
			tool_error(argv[i]);
		outputs[n++] = (struct output){ argv[i], fd };
	}
	copy(outputs, n);
	free(outputs);
	return tool_finish();
}
