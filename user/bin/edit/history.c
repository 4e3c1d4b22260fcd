/*
 * The history is a list of changes, the last on top. Of what was inserted the
 * place is enough; what was removed is kept. Changes that go on where the one
 * before ended become one with it, until history_close(): so a word is undone
 * at once, not letter by letter.
 *
 * The text comes first: when there is no memory for a change, all that was
 * before it is forgotten, and the editing goes on.
 */
#include "history.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Of struct history's `saved`: nothing leads back to what was saved. */
#define NEVER SIZE_MAX

enum { JOINED_MAX = 4096, FIRST_CAPACITY = 64 };

struct change {
	size_t at, n;
	char *removed;         /* NULL: the bytes were inserted */
};

static void
forget(struct history *h)
{
	while (h->n > 0)
		free(h->v[--h->n].removed);
	h->saved = NEVER;
	h->closed = true;
}

static struct change *
last_open(struct history *h)
{
	return h->n > 0 && !h->closed ? &h->v[h->n - 1] : NULL;
}

/* Puts a change on top; takes over `removed`. */
static void
push(struct history *h, size_t at, size_t n, char *removed)
{
	if (h->saved > h->n)
		h->saved = NEVER;
	if (h->n == h->capacity) {
		size_t larger = 2 * h->capacity + FIRST_CAPACITY;
		struct change *v = realloc(h->v, larger * sizeof(*v));

		if (v == NULL) {
			free(removed);
			forget(h);
			return;
		}
		h->v = v;
		h->capacity = larger;
	}
	h->v[h->n++] = (struct change){ at, n, removed };
	h->closed = false;
}

void
history_insert(struct history *h, size_t at, size_t n)
{
	struct change *last = last_open(h);

	if (last != NULL && last->removed == NULL && last->at + last->n == at)
		last->n += n;
	else
		push(h, at, n, NULL);
}

/* Makes room for n more bytes of a change, before or behind those it has. */
static char *
widen(struct change *c, size_t n, bool before)
{
	char *bytes = realloc(c->removed, c->n + n);

	if (bytes == NULL)
		return NULL;
	c->removed = bytes;
	if (before)
		memmove(bytes + n, bytes, c->n);
	c->n += n;
	return before ? bytes : bytes + c->n - n;
}

void
history_remove(struct history *h, const struct text *t, size_t at, size_t n)
{
	struct change *last = last_open(h);
	bool before = last != NULL && last->at == at + n;
	char *to;

	if (last != NULL && last->removed != NULL && last->n < JOINED_MAX &&
	    (before || last->at == at)) {
		to = widen(last, n, before);
		last->at = at;
	} else {
		to = malloc(n);
		if (to != NULL)
			push(h, at, n, to);
	}
	if (to == NULL)
		forget(h);
	else if (h->n > 0)
		text_copy(t, at, n, to);
}

void
history_close(struct history *h)
{
	h->closed = true;
}

void
history_saved(struct history *h)
{
	h->saved = h->n;
	h->closed = true;
}

bool
history_is_saved(const struct history *h)
{
	return h->saved == h->n;
}

bool
history_place(const struct history *h, size_t *at)
{
	if (h->n == 0)
		return false;
	*at = h->v[h->n - 1].at;
	return true;
}

bool
history_undo(struct history *h, struct text *t)
{
	struct change *c = &h->v[h->n - 1];

	if (c->removed == NULL)
		text_remove(t, c->at, c->n);
	else if (!text_insert(t, c->at, c->removed, c->n))
		return false;
	free(c->removed);
	h->n--;
	h->closed = true;
	return true;
}

void
history_free(struct history *h)
{
	forget(h);
	free(h->v);
	*h = (struct history){ .v = NULL };
}
