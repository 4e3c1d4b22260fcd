/*
 * The characters of scripts, strings and terminals.
 */
#include "source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "editor.h"
#include "mem.h"
#include "shell.h"
#include "var.h"

enum { READ_SIZE = 4096 };

void
source_from_text(struct source *s, const char *text)
{
	*s = (struct source){ .fd = -1, .line = 1 };
	s->end = strlen(text);
	s->buffer = mem_alloc(s->end);
	memcpy(s->buffer, text, s->end);
}

void
source_from_fd(struct source *s, int fd, bool shared, bool prompting)
{
	*s = (struct source){ .fd = fd, .line = 1, .prompting = prompting };
	s->byte_wise = shared && !prompting;
	s->editing = prompting && editor_is_usable(fd);
}

void
source_free(struct source *s)
{
	free(s->buffer);
	s->buffer = NULL;
}

static const char *
prompt(struct source *s)
{
	const char *text = var_get(s->continued ? "PS2" : "PS1");

	s->continued = true;
	return text != NULL ? text : "";
}

/* Makes room for n bytes; what the command was made of so far stays. */
static void
make_room(struct source *s, size_t n)
{
	if (s->command > 0)
		memmove(s->buffer, s->buffer + s->command,
			s->end - s->command);
	s->next -= s->command;
	s->end -= s->command;
	s->command = 0;
	if (s->capacity - s->end >= n)
		return;
	s->capacity = 2 * s->end + n;
	s->buffer = mem_realloc(s->buffer, s->capacity);
}

/* A line from the editor. */
static bool
refill_edited(struct source *s)
{
	const char *line;
	enum edited how = editor_read(s->fd, prompt(s), &line);
	size_t n = strlen(line);

	s->given_up = how == EDITED_NOTHING;
	s->ended = how != EDITED_LINE;
	if (s->ended)
		return false;
	make_room(s, n);
	memcpy(s->buffer + s->end, line, n);
	s->end += n;
	return true;
}

/* Reads more behind what is there; false at the end. */
static bool
refill(struct source *s)
{
	ssize_t n;

	if (s->fd < 0 || s->ended)
		return false;
	if (s->editing)
		return refill_edited(s);
	if (s->prompting)
		fputs(prompt(s), stderr);
	make_room(s, READ_SIZE);
	n = read(s->fd, s->buffer + s->end, s->byte_wise ? 1 : READ_SIZE);
	s->ended = n <= 0;
	if (s->ended)
		return false;
	s->end += n;
	return true;
}

void
source_new_command(struct source *s)
{
	s->continued = false;
	s->given_up = false;
	s->command = s->next;
	if (s->prompting)
		s->ended = false;
}

size_t
source_place(const struct source *s)
{
	return s->next - s->command;
}

const char *
source_text(const struct source *s, size_t from)
{
	return s->buffer + s->command + from;
}

int
source_peek(struct source *s, size_t ahead)
{
	while (s->next + ahead >= s->end)
		if (!refill(s))
			return SOURCE_END;
	return (unsigned char)s->buffer[s->next + ahead];
}

int
source_next(struct source *s)
{
	int c = source_peek(s, 0);

	if (c == SOURCE_END)
		return c;
	s->next++;
	s->line += c == '\n';
	if ((shell.options & OPT_VERBOSE) && s->fd >= 0)
		fputc(c, stderr);
	return c;
}

void
source_skip_line(struct source *s)
{
	while (s->next < s->end && s->buffer[s->next] != '\n')
		s->next++;
	if (s->next < s->end)
		source_next(s);
}

bool
source_is_spent(const struct source *s)
{
	if (s->fd >= 0)
		return false;
	for (size_t i = s->next; i < s->end; i++)
		if (strchr(" \t\n", s->buffer[i]) == NULL)
			return false;
	return true;
}
