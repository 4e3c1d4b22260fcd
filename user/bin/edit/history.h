/*
 * What was done to a text, so that it can be undone: see history.c.
 */
#ifndef EDIT_HISTORY_H
#define EDIT_HISTORY_H

#include "text.h"

struct change;

/* Zeros are no history, of a text that is as it was saved. */
struct history {
	struct change *v;
	size_t n, capacity;
	bool closed;           /* the next change is a step of its own    */
	size_t saved;          /* so many changes led to what was saved   */
};

/* n bytes were inserted, or are to be removed. */
void history_insert(struct history *h, size_t at, size_t n);
void history_remove(struct history *h, const struct text *t, size_t at,
		    size_t n);

/* What comes is undone without what was before it. */
void history_close(struct history *h);

void history_saved(struct history *h);
bool history_is_saved(const struct history *h);

/* Where the last change was made. False when there is none. */
bool history_place(const struct history *h, size_t *at);

/* Takes back the last change; false when there is no memory for that. */
bool history_undo(struct history *h, struct text *t);

void history_free(struct history *h);

#endif
