/*
 * more: shows files, or what is piped to it, a screen at a time; h tells the
 * keys. -e ends it when the end is seen, -i searches for letters large and
 * small, -n takes so many rows at a time, -s makes one of several empty lines.
 *
 * What fits on the screen is just printed, and so is everything when standard
 * output is no terminal: then it is cat. When standard input is the text, the
 * keys come from the terminal by another way: standard error or /dev/console.
 */
#include "more_pages.h"
#include "regex.h"
#include "screen.h"
#include "typed.h"

#define HELP "space b: page on, back  Enter k: row  d u: half  " \
	     "g G: start, end  / n: search  q"

enum { PERCENT = 100, STATUS_SIZE = 256 };

static size_t top;                 /* the first row on the screen       */
static int rows, columns, page;    /* page: rows of text shown          */
static long page_wanted;
static bool until_end, done;
static int regex_flags;
static struct regex regex;
static bool have_regex;
static const char *message;
static struct line line;

/* All that is left, as it is. */
static int
copy_all(void)
{
	for (;;) {
		if (pages.n > 0)
			fwrite(pages.bytes, 1, pages.n, stdout);
		pages.n = 0;
		if (pages.ended)
			return tool_finish();
		pages_read();
	}
}

static void
measure(void)
{
	terminal_size(&rows, &columns);
	page = rows - 1;
	if (page_wanted > 0 && page_wanted < page)
		page = (int)page_wanted;
	top = pages_set_columns(columns, top);
}

/* Is the last row on the screen? */
static bool
at_end(void)
{
	return !pages_has_row(top + page);
}

static void
draw_row(size_t row)
{
	size_t n;
	const char *p;

	line_clear(&line);
	if (pages_has_row(row)) {
		p = pages_row(row, &n);
		line_add_text(&line, p, n, columns);
	}
}

/* What the row below the text says. */
static void
describe(char *to)
{
	size_t seen = pages_has_row(top + page - 1) ?
		      pages.starts[top + page] : pages.n;

	if (message != NULL)
		snprintf(to, STATUS_SIZE, "%s", message);
	else if (at_end())
		snprintf(to, STATUS_SIZE, "--End--");
	else if (pages.size > 0 && !pages.squeeze && !pages.titles)
		snprintf(to, STATUS_SIZE, "--More--(%zu%%)",
			 seen * PERCENT / (size_t)pages.size);
	else
		snprintf(to, STATUS_SIZE, "--More--");
}

static void
show(int at_row, int at_column)
{
	if (screen_end(terminal.fd, at_row, at_column))
		return;
	tool_error("terminal");
	exit(tool.status);
}

/* Draws the page, and `prompt` with what was typed, or how far it is. */
static void
draw(const char *prompt, const struct typed *t)
{
	char status[STATUS_SIZE];
	int width;

	measure();
	describe(status);
	screen_begin(rows, columns);
	for (int i = 0; i < page; i++) {
		draw_row(top + i);
		screen_row(i, &line);
	}
	if (prompt == NULL)
		prompt = status;
	line_clear(&line);
	line_add(&line, CELLS_MARK, sizeof(CELLS_MARK) - 1, 0);
	line_add_text(&line, prompt, strlen(prompt), columns - 1);
	line_add(&line, CELLS_UNMARK, sizeof(CELLS_UNMARK) - 1, 0);
	if (t != NULL && t->n > 0)
		line_add_text(&line, t->text, t->n, columns - 1);
	width = line.width;
	screen_row(page, &line);
	show(page, width);
}

/* So far that the last page is full, but never back. */
static void
forward(size_t n)
{
	done |= at_end();
	while (n-- > 0 && !at_end())
		top++;
}

static void
back(size_t n)
{
	top -= n < top ? n : top;
}

/* To the next line that has the pattern; it becomes the first. */
static void
find(void)
{
	size_t row = top + 1;

	if (!have_regex) {
		message = "nothing was searched for yet: / does";
		return;
	}
	for (; pages_has_row(row); row++) {
		size_t end = row, n;

		if (!pages_row_opens_line(row))
			continue;
		while (pages_has_row(end + 1) && !pages_row_opens_line(end + 1))
			end++;
		n = pages.starts[end + 1] - pages.starts[row];
		n -= n > 0 && pages.bytes[pages.starts[end + 1] - 1] == '\n';
		if (regex_find(&regex, pages.bytes + pages.starts[row], n, 0,
			       NULL)) {
			top = row;
			return;
		}
	}
	message = "not found";
}

static void
search(void)
{
	struct typed t = { NULL, 0, 0 };
	enum typed_state state = TYPED_MORE;

	while (state == TYPED_MORE) {
		if (!terminal_has_key())
			draw("/", &t);
		state = typed_key(&t, terminal_key(-1));
	}
	if (state == TYPED_DONE && t.n > 0) {
		regex = (struct regex){ .steps = NULL };
		message = regex_compile(&regex, t.text, regex_flags);
		have_regex = message == NULL;
	}
	free(t.text);
	if (state == TYPED_DONE && message == NULL)
		find();
}

static void
stop(void)
{
	static const char end[] = "\r\n";

	if (write(terminal.fd, end, sizeof(end) - 1) < 0)
		tool_error("terminal");
	terminal_stop();
	screen_forget();
}

static void
take_key(int key)
{
	message = NULL;
	switch (key) {
	case ' ': case 'f': case CONTROL('F'): case KEY_PAGE_DOWN:
		forward(page);
		break;
	case KEY_ENTER: case '\n': case 'j': case KEY_DOWN:
		forward(1);
		break;
	case 'd': case CONTROL('D'):
		forward((page + 1) / 2);
		break;
	case 'b': case CONTROL('B'): case KEY_PAGE_UP:
		back(page);
		break;
	case 'k': case KEY_UP:
		back(1);
		break;
	case 'u': case CONTROL('U'):
		back((page + 1) / 2);
		break;
	case 'g': case KEY_HOME: case KEY_TOP:
		top = 0;
		break;
	case 'G': case KEY_END: case KEY_BOTTOM:
		while (!at_end())
			top++;
		break;
	case '/':
		search();
		break;
	case 'n':
		find();
		break;
	case 'h': case '?':
		message = HELP;
		break;
	case CONTROL('L'):
		screen_forget();
		break;
	case CONTROL('Z'):
		stop();
		break;
	case 'q': case 'Q': case CONTROL('C'): case KEY_GONE:
		done = true;
		break;
	default:
		message = "h tells the keys";
	}
}

/* What was shown stays, less the row below it. */
static void
leave(void)
{
	line_clear(&line);
	screen_begin(rows, columns);
	screen_row(page, &line);
	show(page, 0);
}

static int
page_through(void)
{
	terminal_raw();
	while (!done) {
		if (!terminal_has_key())
			draw(NULL, NULL);
		if (until_end && at_end())
			break;
		take_key(terminal_key(-1));
	}
	leave();
	return tool_finish();
}

static bool
find_terminal(void)
{
	int fd;

	if (!isatty(STDOUT_FILENO))
		return false;
	if (terminal_open(STDIN_FILENO) || terminal_open(STDERR_FILENO))
		return true;
	fd = open("/dev/console", O_RDWR);
	return fd >= 0 && terminal_open(fd);
}

int
main(int argc, char **argv)
{
	static char standard_input[] = "-";
	static char *none[] = { standard_input, NULL };
	int c;

	tool_begin(argv, "more", "[-eis] [-n rows] [file ...]");
	while ((c = tool_option(argc, argv, ":ein:s")) != -1) {
		until_end |= c == 'e';
		regex_flags |= c == 'i' ? REGEX_FOLD : 0;
		pages.squeeze |= c == 's';
		if (c == 'n')
			page_wanted = tool_number(optarg, 1);
	}
	if (optind == argc && isatty(STDIN_FILENO))
		tool_usage();
	pages.files = optind < argc ? argv + optind : none;
	if (!find_terminal())
		return copy_all();
	pages.titles = argc - optind > 1;
	measure();
	if (!pages_has_row(page))
		return copy_all();
	return page_through();
}
