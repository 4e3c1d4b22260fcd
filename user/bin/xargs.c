/*
 * xargs: runs a command (echo) with the words of standard input as further
 * arguments, as many at once as the system takes, or at most -n, or the words
 * of at most -L lines. -I TEXT runs it for each line, which takes TEXT's place
 * in the arguments. Words end at blanks, unless quoted; with -0 at a zero
 * byte and with -d at that character. -r runs nothing when there are no
 * words, -t shows the commands, -a reads a file, -E ends at that word. A
 * command has at most -s bytes; with -x it is wrong when the words of -n or -L
 * do not fit.
 *
 * Exit status 123 when a command failed; 124 when one ended with 255, 125
 * when a signal ended one, 126 and 127 when it cannot be run: all these end
 * xargs at once.
 */
#include <ctype.h>
#include <limits.h>

#include "command.h"
#include "tool.h"

enum {
	STATUS_SOME_FAILED = 123,
	STATUS_GAVE_UP = 124,
	STATUS_SIGNALLED = 125,
	CHILD_GIVES_UP = 255,
};

/* The command being put together; the first `own` words are always there. */
static struct {
	char **words;
	size_t n, own, capacity;
	long bytes, most;
	long chars, chars_most;    /* the same without pointers: for -s  */
} command = { .chars_most = LONG_MAX };

static long words_most = LONG_MAX, lines_most = LONG_MAX;
static int separator = EOF;        /* EOF: blanks and quotes         */
static const char *replaced;       /* -I */
static const char *last_word;      /* -E */
static bool not_without, trace, all_or_nothing;
static FILE *input;
static int status;

static void
add(const char *word)
{
	size_t n = strlen(word) + 1;

	if (command.n + 1 >= command.capacity) {
		command.capacity = 2 * command.capacity + BUFSIZ;
		command.words = tool_realloc(command.words, command.capacity *
					     sizeof(*command.words));
	}
	command.words[command.n++] = memcpy(tool_alloc(n), word, n);
	command.words[command.n] = NULL;
	command.bytes += n + COMMAND_POINTER;
	command.chars += n;
}

/* Takes off all but the first `n` words. */
static void
cut_to(size_t n)
{
	while (command.n > n) {
		char *word = command.words[--command.n];

		command.bytes -= strlen(word) + 1 + COMMAND_POINTER;
		command.chars -= strlen(word) + 1;
		free(word);
	}
	command.words[n] = NULL;
}

static void
judge(int wait_status, const char *name)
{
	if (WIFSIGNALED(wait_status)) {
		tool_complain("%s: ended by signal %d", name,
			      WTERMSIG(wait_status));
		exit(STATUS_SIGNALLED);
	}
	switch (WEXITSTATUS(wait_status)) {
	case 0:
		break;
	case COMMAND_CANNOT_RUN:
	case COMMAND_NOT_FOUND:
		exit(WEXITSTATUS(wait_status));
	case CHILD_GIVES_UP:
		tool_complain("%s: exited with status 255", name);
		exit(STATUS_GAVE_UP);
	default:
		status = STATUS_SOME_FAILED;
	}
}

static void
run(char **words)
{
	for (char **w = words; trace && *w != NULL; w++)
		fprintf(stderr, "%s%s", *w, w[1] != NULL ? " " : "\n");
	judge(command_run(words), words[0]);
}

static void
run_collected(void)
{
	run(command.words);
	cut_to(command.own);
}

/* --- input ------------------------------------------------------------ */

/* A word that grows. */
static struct {
	char *text;
	size_t n, capacity;
} word;

static void
put(int c)
{
	if (word.n == word.capacity) {
		word.capacity = 2 * word.capacity + BUFSIZ;
		word.text = tool_realloc(word.text, word.capacity);
	}
	word.text[word.n++] = c;
}

/* What follows a quote, up to the next one. */
static void
read_quoted(int quote)
{
	int c;

	while ((c = getc(input)) != quote) {
		if (c == EOF || c == '\n') {
			tool_complain("a quote without its end");
			exit(tool.status);
		}
		put(c);
	}
}

/* Up to the separator of -0, -d or -I. */
static bool
read_until(int end)
{
	int c;

	while ((c = getc(input)) != EOF && c != end)
		put(c);
	return c != EOF || word.n > 0;
}

/* With -I: a line without the blanks it begins with, unless it is empty. */
static bool
read_line(void)
{
	int c;

	do
		c = getc(input);
	while (c != EOF && isspace(c));
	if (c == EOF)
		return false;
	ungetc(c, input);
	return read_until('\n');
}

/* A word between blanks. *ends_line: it was the last of its line. */
static bool
read_blank_word(bool *ends_line)
{
	bool begun = false;
	int c;

	while ((c = getc(input)) != EOF && (!isspace(c) || !begun)) {
		if (isspace(c))
			continue;
		begun = true;
		if (c == '\'' || c == '"')
			read_quoted(c);
		else if (c != '\\')
			put(c);
		else if ((c = getc(input)) != EOF)
			put(c);
	}
	/* A blank at the end of a line continues it. */
	*ends_line = c == '\n' || c == EOF;
	return begun;
}

/* The next word, NUL-terminated; false at the end. */
static bool
read_word(bool *ends_line)
{
	bool there;

	word.n = 0;
	*ends_line = true;
	if (separator != EOF)
		there = read_until(separator);
	else if (replaced != NULL)
		there = read_line();
	else
		there = read_blank_word(ends_line);
	put('\0');
	if (separator == EOF && last_word != NULL &&
	    strcmp(word.text, last_word) == 0)
		return false;
	return there;
}

/* --- the two ways of working ------------------------------------------ */

static bool
fits(const char *text)
{
	long n = strlen(text) + 1;

	return command.bytes + n + COMMAND_POINTER <= command.most &&
	       command.chars + n <= command.chars_most;
}

static void
collect(void)
{
	bool ends_line, any = false;
	long lines = 0;

	while (read_word(&ends_line)) {
		if (command.n > command.own && !fits(word.text) &&
		    !all_or_nothing) {
			run_collected();
			lines = 0;
		}
		if (!fits(word.text)) {
			tool_complain("the command is too long");
			exit(tool.status);
		}
		any = true;
		add(word.text);
		lines += ends_line;
		if (command.n - command.own >= (size_t)words_most ||
		    lines >= lines_most) {
			run_collected();
			lines = 0;
		}
	}
	if (command.n > command.own || (!any && !not_without))
		run_collected();
}

/* `text` with each `replaced` in it replaced by the word. */
static char *
substitute(const char *text)
{
	size_t n = strlen(replaced);
	size_t capacity = strlen(text) + 1;
	char *new, *to;

	for (const char *p = text; (p = strstr(p, replaced)) != NULL; p += n)
		capacity += word.n;
	to = new = tool_alloc(capacity);
	for (const char *p; (p = strstr(text, replaced)) != NULL;
	     text = p + n) {
		memcpy(to, text, p - text);
		to = stpcpy(to + (p - text), word.text);
	}
	strcpy(to, text);
	return new;
}

static void
replace(void)
{
	char **words = tool_alloc((command.n + 1) * sizeof(*words));
	bool ends_line;

	words[command.n] = NULL;
	while (read_word(&ends_line)) {
		for (size_t i = 0; i < command.n; i++)
			words[i] = substitute(command.words[i]);
		run(words);
		for (size_t i = 0; i < command.n; i++)
			free(words[i]);
	}
	free(words);
}

static void
take_option(int c)
{
	switch (c) {
	case '0': separator = '\0'; break;
	case 'a': input = tool_open(optarg); break;
	case 'd': separator = (unsigned char)*optarg;
		  if (strcmp(optarg, "\\n") == 0)
			  separator = '\n';
		  break;
	case 'E': last_word = optarg; break;
	case 'I': replaced = optarg; break;
	case 'L': lines_most = tool_number(optarg, 1); break;
	case 'n': words_most = tool_number(optarg, 1); break;
	case 'r': not_without = true; break;
	case 's': command.chars_most = tool_number(optarg, 1); break;
	case 'x': all_or_nothing = true; break;
	default:  trace = true;
	}
	if (input == NULL)
		exit(tool.status);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "xargs", "[-0rtx] [-a file] [-d character] "
		   "[-E word] [-I text]\n    [-L lines] [-n words] "
		   "[-s bytes] [command [argument ...]]");
	input = stdin;
	while ((c = tool_option(argc, argv, "+:0a:d:E:I:L:n:rs:tx")) != -1)
		take_option(c);
	for (; optind < argc; optind++)
		add(argv[optind]);
	if (command.n == 0)
		add("echo");
	command.own = command.n;
	command.most = command_room();
	if (replaced != NULL)
		replace();
	else
		collect();
	c = tool_finish();
	return c != 0 ? c : status;
}
