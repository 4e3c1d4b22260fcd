/*
 * The line that is being edited: see input.h.
 */
#include "input.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../cells.h"

void
input_init(struct input *in)
{
	*in = (struct input){ .at = 0 };
	buf_string(&in->text, "");
	buf_string(&in->killed, "");
}

void
input_free(struct input *in)
{
	buf_free(&in->text);
	buf_free(&in->killed);
}

static void
buf_set(struct buf *b, const char *s, size_t n)
{
	b->n = 0;
	buf_string(b, "");
	buf_add(b, s, n);
}

void
input_set(struct input *in, const char *text)
{
	buf_set(&in->text, text, strlen(text));
	in->at = in->text.n;
}

void
input_insert(struct input *in, const char *bytes, size_t n)
{
	size_t behind = in->text.n - in->at;

	buf_add(&in->text, bytes, n);       /* makes room */
	memmove(in->text.s + in->at + n, in->text.s + in->at, behind);
	memcpy(in->text.s + in->at, bytes, n);
	in->at += n;
}

void
input_remove(struct input *in, size_t from, size_t to)
{
	memmove(in->text.s + from, in->text.s + to, in->text.n - to + 1);
	in->text.n -= to - from;
	in->at = from;
}

void
input_kill(struct input *in, size_t from, size_t to)
{
	if (from == to)
		return;
	buf_set(&in->killed, in->text.s + from, to - from);
	input_remove(in, from, to);
}

static struct cell
cell_at(const struct input *in, size_t at)
{
	return cells_read(in->text.s + at, in->text.n - at, 0);
}

/* A character begins as many bytes before the cursor as one can have, or it is
   a single byte. */
static size_t
one_left(const struct input *in, size_t at)
{
	for (size_t n = at < CELLS_UTF8_MAX ? at : CELLS_UTF8_MAX; n > 1; n--)
		if (cell_at(in, at - n).bytes == n)
			return at - n;
	return at - 1;
}

size_t
input_left(const struct input *in)
{
	size_t at = in->at;

	while (at > 0) {
		at = one_left(in, at);
		if (cell_at(in, at).width > 0)
			break;
	}
	return at;
}

size_t
input_right(const struct input *in)
{
	size_t at = in->at;

	if (at < in->text.n)
		at += cell_at(in, at).bytes;
	while (at < in->text.n && cell_at(in, at).width == 0)
		at += cell_at(in, at).bytes;
	return at;
}

/* All that is not ASCII counts as letters. */
static bool
in_word(const struct input *in, size_t at)
{
	unsigned char c = in->text.s[at];

	return isalnum(c) || c == '_' || c > CELLS_DELETE;
}

size_t
input_word_left(const struct input *in)
{
	size_t at = in->at;

	while (at > 0 && !in_word(in, at - 1))
		at--;
	while (at > 0 && in_word(in, at - 1))
		at--;
	return at;
}

size_t
input_word_right(const struct input *in)
{
	size_t at = in->at;

	while (at < in->text.n && !in_word(in, at))
		at++;
	while (at < in->text.n && in_word(in, at))
		at++;
	return at;
}

size_t
input_field_left(const struct input *in)
{
	size_t at = in->at;

	while (at > 0 && in->text.s[at - 1] == ' ')
		at--;
	while (at > 0 && in->text.s[at - 1] != ' ')
		at--;
	return at;
}
