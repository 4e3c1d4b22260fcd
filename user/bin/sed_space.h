/*
 * Texts that grow: sed's pattern space, hold space and others.
 */
#ifndef BIN_SED_SPACE_H
#define BIN_SED_SPACE_H

#include "tool.h"

struct sed_space {
	char *text;
	size_t n, capacity;
};

static inline void sed_append(struct sed_space *s, const char *text, size_t n)
{
	if (s->n + n > s->capacity) {
		s->capacity = 2 * (s->n + n);
		s->text = tool_realloc(s->text, s->capacity);
	}
	if (n > 0)
		memcpy(s->text + s->n, text, n);
	s->n += n;
}

/* A newline and then the other text. */
static inline void sed_append_line(struct sed_space *s,
				   const struct sed_space *from)
{
	sed_append(s, "\n", 1);
	sed_append(s, from->text, from->n);
}

#endif
