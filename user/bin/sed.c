/*
 * sed: edits lines by a script (sed_script.h). Each line is put into the
 * pattern space, the commands whose addresses fit are done, and what became
 * of it is printed, unless -n.
 *
 * Commands: s/regex/text/gpiN y/set/set/ d D p P n N q Q a i c = g G h H x
 * { } b t :. Addresses: a number, $, /regex/I, first~step, two of them with a
 * comma, the second maybe +lines; ! turns them round. -E extended regular
 * expressions, -s files one by one, -i these in place.
 */
#include <sys/stat.h>

#include "sed_script.h"
#include "sed_space.h"

enum next { GO_ON, END_LINE, DROP_LINE, AGAIN };

static bool quiet, separate, in_place;
static struct sed_space pattern, hold, after;   /* after: what a appends */
static bool ended;                 /* the line had its newline */
static bool substituted;           /* since the line was read, for t */
static long line_number;
static const struct regex *last_regex;

static char **operands;
static FILE *input;
static const char *input_path;
static FILE *output;
static char *output_path;          /* of -i */

static void
print(const char *text, size_t n, bool newline)
{
	if (n > 0)
		fwrite(text, 1, n, output);
	if (newline)
		putc('\n', output);
}

/* Up to the first newline; all when there is none. */
static size_t
first_line(void)
{
	const char *newline = pattern.n > 0 ?
			      memchr(pattern.text, '\n', pattern.n) : NULL;

	return newline != NULL ? (size_t)(newline - pattern.text) : pattern.n;
}

/* --- files ------------------------------------------------------------ */

static void
open_output(void)
{
	size_t size = strlen(input_path) + sizeof(".XXXXXX");
	int fd;

	output_path = tool_alloc(size);
	snprintf(output_path, size, "%s.XXXXXX", input_path);
	fd = mkstemp(output_path);
	output = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (output == NULL) {
		tool_error(output_path);
		exit(tool.status);
	}
}

static void
close_file(void)
{
	tool_close(input, input_path);
	input = NULL;
	if (!in_place)
		return;
	if (fclose(output) != 0 || rename(output_path, input_path) < 0)
		tool_error(input_path);
	free(output_path);
	output = NULL;
}

/* Opens the next file that can be opened; false when there is none. */
static bool
next_file(void)
{
	while (input == NULL && *operands != NULL) {
		input_path = *operands++;
		input = tool_open(input_path);
		if (input != NULL && in_place)
			open_output();
		if (separate)
			line_number = 0;
	}
	return input != NULL;
}

/* Is nothing left? With -s and -i: in this file. */
static bool
at_end(void)
{
	while (input != NULL || (!separate && next_file())) {
		int c = getc(input);

		if (c != EOF) {
			ungetc(c, input);
			return false;
		}
		if (separate)
			return true;
		close_file();
	}
	return true;
}

static void
flush_after(void)
{
	if (after.n > 0)
		fwrite(after.text, 1, after.n, output);
	after.n = 0;
}

/* Reads a line behind what is in the pattern space. False at the end. */
static bool
read_line(void)
{
	static char *line;
	static size_t size;
	ssize_t n;

	if (at_end())
		return false;
	n = getline(&line, &size, input);
	if (n <= 0)
		return false;
	ended = line[n - 1] == '\n';
	sed_append(&pattern, line, n - ended);
	line_number++;
	return true;
}

/* --- addresses -------------------------------------------------------- */

static bool
find(const struct regex *re, size_t from, struct regex_span *spans)
{
	if (re == NULL)
		re = last_regex;
	if (re == NULL)
		sed_fail("no regular expression was used before", "");
	last_regex = re;
	return regex_find(re, pattern.n > 0 ? pattern.text : "", pattern.n,
			  from, spans);
}

static bool
address_fits(const struct sed_address *a)
{
	switch (a->kind) {
	case SED_LINE: return line_number == a->number;
	case SED_LAST: return at_end();
	case SED_REGEX: return find(a->re, 0, NULL);
	case SED_STEP:
		if (a->step <= 0)
			return line_number == a->number;
		return line_number >= a->number &&
		       (line_number - a->number) % a->step == 0;
	default: return true;
	}
}

/* The first line of a range fits: is there more of it? */
static void
begin_range(struct sed_command *c)
{
	c->range_end = 0;
	if (c->to.kind == SED_MORE)
		c->range_end = line_number + c->to.number;
	if (c->to.kind == SED_LINE)
		c->range_end = c->to.number > 0 ? c->to.number : 1;
	c->in_range = c->range_end == 0 || c->range_end > line_number;
}

static bool
fits(struct sed_command *c)
{
	if (c->to.kind == SED_NONE)
		return address_fits(&c->from);
	if (!c->in_range) {
		if (!address_fits(&c->from))
			return false;
		begin_range(c);
		return true;
	}
	if (c->range_end > 0) {
		c->in_range = line_number < c->range_end;
		return line_number <= c->range_end || address_fits(&c->from);
	}
	c->in_range = !address_fits(&c->to);
	return true;
}

/* --- commands --------------------------------------------------------- */

/* Puts what is to replace a match behind `to`. */
static void
append_replacement(struct sed_space *to, const char *text,
		   const struct regex_span *spans)
{
	for (; *text != '\0'; text++) {
		int group = -1;
		char c = *text;

		if (c == '&')
			group = 0;
		else if (c == '\\' && text[1] >= '0' && text[1] <= '9')
			group = *++text - '0';
		else if (c == '\\' && text[1] != '\0')
			c = *++text == 'n' ? '\n' : *text == 't' ? '\t' : *text;
		if (group < 0)
			sed_append(to, &c, 1);
		else if (spans[group].end >= 0)
			sed_append(to, pattern.text + spans[group].start,
			       spans[group].end - spans[group].start);
	}
}

/* s. True when something was replaced. */
static bool
substitute(const struct sed_command *c)
{
	struct regex_span spans[REGEX_GROUPS];
	static struct sed_space result;
	struct sed_space old;
	size_t from = 0;
	long count = 0, last_end = -1;
	bool done = false;

	result.n = 0;
	while (from <= pattern.n && (c->global || !done) &&
	       find(c->re, from, spans)) {
		bool empty = spans->start == spans->end;

		sed_append(&result, pattern.text + from, spans->start - from);
		if (!(empty && spans->start == last_end) && ++count >= c->nth) {
			append_replacement(&result, c->text, spans);
			done = true;
		} else {
			sed_append(&result, pattern.text + spans->start,
			       spans->end - spans->start);
		}
		last_end = from = spans->end;
		if (empty && from < pattern.n)
			sed_append(&result, pattern.text + from, 1);
		from += empty;
	}
	if (!done)
		return false;
	if (from < pattern.n)
		sed_append(&result, pattern.text + from, pattern.n - from);
	old = pattern;
	pattern = result;
	result = old;
	return true;
}

static void
finish_line(void)
{
	if (!quiet)
		print(pattern.text, pattern.n, ended || !at_end());
	flush_after();
}

static void __attribute__((noreturn))
quit(const struct sed_command *c)
{
	if (c->name == 'q')
		finish_line();
	flush_after();
	while (in_place && input != NULL) {
		int ch;

		while ((ch = getc(input)) != EOF)
			putc(ch, output);
		close_file();
	}
	tool.status = c->status;
	exit(tool_finish());
}

/* n and N: the next line; without one the script ends. */
static enum next
take_next(const struct sed_command *c)
{
	bool last = at_end();

	if (!quiet && (last || c->name == 'n'))
		print(pattern.text, pattern.n, !last || ended);
	flush_after();
	if (last)
		return DROP_LINE;
	if (c->name == 'n')
		pattern.n = 0;
	else
		sed_append(&pattern, "\n", 1);
	read_line();
	return GO_ON;
}

/* c: the text takes the place of the line, or of the whole range. */
static enum next
change(const struct sed_command *c)
{
	if (c->to.kind == SED_NONE || c->negated || !c->in_range)
		fputs(c->text, output);
	return DROP_LINE;
}

static enum next
delete_first(void)
{
	size_t n = first_line();

	if (n == pattern.n)
		return DROP_LINE;
	pattern.n -= n + 1;
	memmove(pattern.text, pattern.text + n + 1, pattern.n);
	return AGAIN;
}

/* One command whose address fits; *pc is where to go on. */
static enum next
execute(struct sed_command *c, size_t *pc)
{
	struct sed_space old;

	switch (c->name) {
	case '=': fprintf(output, "%ld\n", line_number); break;
	case 'a': sed_append(&after, c->text, strlen(c->text)); break;
	case 'b': *pc = c->jump; break;
	case 'c': return change(c);
	case 'd': return DROP_LINE;
	case 'D': return delete_first();
	case 'g': pattern.n = 0; sed_append(&pattern, hold.text, hold.n); break;
	case 'G': sed_append_line(&pattern, &hold); break;
	case 'h': hold.n = 0; sed_append(&hold, pattern.text, pattern.n); break;
	case 'H': sed_append_line(&hold, &pattern); break;
	case 'i': fputs(c->text, output); break;
	case 'n':
	case 'N': return take_next(c);
	case 'p': print(pattern.text, pattern.n, true); break;
	case 'P': print(pattern.text, first_line(), true); break;
	case 'q':
	case 'Q': quit(c);
	case 's':
		if (!substitute(c))
			break;
		substituted = true;
		if (c->print)
			print(pattern.text, pattern.n, true);
		break;
	case 't':
		if (substituted)
			*pc = c->jump;
		substituted = false;
		break;
	case 'x': old = pattern; pattern = hold; hold = old; break;
	case 'y':
		for (size_t i = 0; i < pattern.n; i++)
			pattern.text[i] =
				c->map[(unsigned char)pattern.text[i]];
	}
	return GO_ON;
}

/* The script, on one line. */
static enum next
run_script(void)
{
	size_t pc = 0;

	while (pc < sed_ncommands) {
		struct sed_command *c = &sed_commands[pc++];
		enum next next;

		if (c->name == ':' || c->name == '}')
			continue;
		if (fits(c) == c->negated) {
			if (c->name == '{')
				pc = c->jump;
			continue;
		}
		next = execute(c, &pc);
		if (next != GO_ON)
			return next;
	}
	return END_LINE;
}

static void
edit(void)
{
	enum next next = END_LINE;

	while (next_file()) {
		if (next != AGAIN) {
			pattern.n = 0;
			substituted = false;
			if (!read_line()) {
				if (input != NULL)
					close_file();
				continue;
			}
		}
		next = run_script();
		if (next == END_LINE)
			finish_line();
		else
			flush_after();
	}
}

/* --- options ---------------------------------------------------------- */

static struct sed_space script;

static void
add_script(const char *text, size_t n)
{
	if (script.n > 0)
		sed_append(&script, "\n", 1);
	sed_append(&script, text, n);
}

static void
add_script_file(const char *path)
{
	FILE *f = tool_open(path);
	size_t n;
	char *text;

	if (f == NULL)
		exit(tool.status);
	text = tool_read_all(f, &n);
	add_script(text, n > 0 && text[n - 1] == '\n' ? n - 1 : n);
	free(text);
	tool_close(f, path);
}

int
main(int argc, char **argv)
{
	static char standard_input[] = "-";
	static char *none[] = { standard_input, NULL };
	bool given = false;
	int c;

	tool_begin(argv, "sed",
		   "[-Einrs] script | -e script | -f file  [file ...]");
	while ((c = tool_option(argc, argv, ":Ee:f:inrs")) != -1) {
		switch (c) {
		case 'e': add_script(optarg, strlen(optarg)); break;
		case 'f': add_script_file(optarg); break;
		case 'i': in_place = separate = true; break;
		case 'n': quiet = true; break;
		case 's': separate = true; break;
		default:  sed_flags = REGEX_EXTENDED;
		}
		given |= c == 'e' || c == 'f';
	}
	if (!given && optind == argc)
		tool_usage();
	if (!given)
		add_script(argv[optind], strlen(argv[optind])), optind++;
	sed_append(&script, "", 1);
	sed_compile(script.text);
	output = stdout;
	operands = optind < argc ? argv + optind : none;
	edit();
	return tool_finish();
}
