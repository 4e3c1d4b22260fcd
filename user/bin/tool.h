/*
 * What all the small programs share: the name and the usage line in messages,
 * --help, options, and an exit status that remembers a failure.
 *
 * A program calls tool_begin() first, tool_option() until it gives -1 (what
 * follows starts at argv[optind]), and returns tool_finish(). Everything here
 * is inline or weak so that a program can stay one file.
 */
#ifndef BIN_TOOL_H
#define BIN_TOOL_H

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	TOOL_FAILED = 1,       /* it did not do all that was asked      */
	TOOL_USAGE = 2,        /* it did not understand what was asked  */
	TOOL_DECIMAL = 10,     /* base of the numbers people type       */
};

/* Weak: one for all the files of a program. */
struct tool_state {
	const char *name;
	const char *usage;     /* what follows the name in the usage line */
	int status;            /* what tool_finish() will return          */
	bool ordered;          /* the options stand before the operands   */
} tool __attribute__((weak));

/* Prints the usage line on stderr and exits. */
static inline void __attribute__((noreturn)) tool_usage(void)
{
	fprintf(stderr, "usage: %s %s\n", tool.name, tool.usage);
	exit(TOOL_USAGE);
}

/* Names the program; answers --help and exits when that is asked. */
static inline void tool_begin(char **argv, const char *name, const char *usage)
{
	tool.name = name;
	tool.usage = usage;
	if (argv[0] != NULL && argv[1] != NULL &&
	    strcmp(argv[1], "--help") == 0) {
		printf("usage: %s %s\n", name, usage);
		exit(0);
	}
}

/* malloc() and realloc() that end the program when memory is out. */
static inline void *tool_realloc(void *old, size_t size)
{
	void *p = realloc(old, size > 0 ? size : 1);

	if (p == NULL) {
		fprintf(stderr, "%s: out of memory\n", tool.name);
		exit(TOOL_USAGE);
	}
	return p;
}

static inline void *tool_alloc(size_t size)
{
	return tool_realloc(NULL, size);
}

/* Does the option, `-x` or a group, take the next argument for its own? */
static inline bool tool_takes_next(const char *group, const char *letters)
{
	while (*++group != '\0')
		for (const char *l = letters; *l != '\0'; l++)
			if (*l == *group && *l != ':' && l[1] == ':')
				return group[1] == '\0';
	return false;
}

/* Moves options that stand behind operands before them: `ls folder -l`. */
static inline void tool_options_first(int argc, char **argv,
				      const char *letters)
{
	char **operands = tool_alloc((argc + 1) * sizeof(*operands));
	int to = optind, n = 0, i = optind;

	for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (argv[i][0] != '-' || argv[i][1] == '\0') {
			operands[n++] = argv[i];
			continue;
		}
		argv[to++] = argv[i];
		if (i + 1 < argc && tool_takes_next(argv[i], letters))
			argv[to++] = argv[++i];
	}
	if (i < argc)
		argv[to++] = argv[i];
	memcpy(argv + to, operands, n * sizeof(*operands));
	free(operands);
}

/*
 * The next option letter, -1 after the last. `letters` is getopt()'s string
 * and opens with ':', or with "+:" when options end at the first operand, as
 * what follows is another command. An unknown option or a missing argument
 * ends the program with a message.
 */
static inline int tool_option(int argc, char **argv, const char *letters)
{
	int c;

	opterr = 0;
	if (!tool.ordered && *letters != '+')
		tool_options_first(argc, argv, letters);
	tool.ordered = true;
	c = getopt(argc, argv, letters);
	if (c != '?' && c != ':')
		return c;
	if (c == '?' && optopt == '-')
		fprintf(stderr, "%s: there are no long options but --help\n",
			tool.name);
	else
		fprintf(stderr, "%s: %s -- '%c'\n", tool.name, c == '?' ?
			"unknown option" : "option needs an argument", optopt);
	tool_usage();
}

/* For programs without options: refuses them, returns the first operand. */
static inline int tool_no_options(int argc, char **argv)
{
	while (tool_option(argc, argv, ":") != -1)
		;
	return optind;
}

/* Reports errno about `what`, which makes the status a failure. */
static inline void tool_error(const char *what)
{
	int error = errno;

	fflush(stdout);
	fprintf(stderr, "%s: %s: %s\n", tool.name, what, strerror(error));
	tool.status = TOOL_FAILED;
}

/* Reports in words, printf-style; the status becomes a failure. */
static inline void __attribute__((format(printf, 1, 2)))
tool_complain(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	fprintf(stderr, "%s: ", tool.name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	tool.status = TOOL_FAILED;
}

/* The path DIR/NAME, without a second slash; free() it. */
static inline char *tool_join(const char *dir, const char *name)
{
	size_t n = strlen(dir);
	const char *slash = n > 0 && dir[n - 1] == '/' ? "" : "/";
	size_t size = n + strlen(name) + sizeof("/");
	char *path = tool_alloc(size);

	snprintf(path, size, "%s%s%s", dir, slash, name);
	return path;
}

/* The last part of a path, trailing slashes left out of the search. */
static inline const char *tool_basename(const char *path)
{
	const char *base = path;

	for (const char *p = path; *p != '\0'; p++)
		if (*p == '/' && p[1] != '/' && p[1] != '\0')
			base = p + 1;
	return base;
}

/* A decimal number not below `least`; anything else is a usage error. */
static inline long tool_number(const char *text, long least)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, TOOL_DECIMAL);
	if (end == text || *end != '\0' || errno != 0 || n < least) {
		fprintf(stderr, "%s: not a valid number: '%s'\n", tool.name,
			text);
		tool_usage();
	}
	return n;
}

/*
 * Opens an operand for reading, "-" being standard input. NULL after a
 * message. tool_close() closes it, unless it is standard input.
 */
static inline FILE *tool_open(const char *path)
{
	FILE *f = stdin;

	if (strcmp(path, "-") != 0)
		f = fopen(path, "r");
	if (f == NULL)
		tool_error(path);
	return f;
}

static inline void tool_close(FILE *f, const char *path)
{
	if (ferror(f))
		tool_error(path);
	if (f != stdin)
		fclose(f);
}

/* Calls visit(file, path) for each operand, or for standard input. */
static inline void tool_each_file(char **operands,
				  void (*visit)(FILE *f, const char *path))
{
	static char standard_input[] = "-";
	static char *none[] = { standard_input, NULL };

	for (char **p = *operands != NULL ? operands : none; *p != NULL; p++) {
		FILE *f = tool_open(*p);

		if (f == NULL)
			continue;
		visit(f, *p);
		tool_close(f, *p);
	}
}

/* Calls use() for each line: its n bytes, without the newline if it had one. */
static inline void tool_each_line(FILE *f, void (*use)(char *line, size_t n,
						       bool ended))
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	while ((n = getline(&line, &size, f)) > 0) {
		bool ended = line[n - 1] == '\n';

		use(line, n - ended, ended);
	}
	free(line);
}

/* All the bytes of a file; the buffer is the caller's, *n is its length. */
static inline char *tool_read_all(FILE *f, size_t *n)
{
	size_t capacity = BUFSIZ;
	char *text = tool_alloc(capacity);

	*n = 0;
	for (;;) {
		size_t got = fread(text + *n, 1, capacity - *n, f);

		*n += got;
		if (got == 0)
			return text;
		if (*n == capacity) {
			capacity *= 2;
			text = tool_realloc(text, capacity);
		}
	}
}

/* Flushes standard output; returns the program's exit status. */
static inline int tool_finish(void)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		tool_error("standard output");
	return tool.status;
}

#endif
