/*
 * How the results of expansion are put together: text gathers into a field,
 * IFS characters in the unquoted results of expansions end it.
 *
 * As long as a field may still become a pattern, a backslash stands before
 * each character in it that is not to be special.
 */
#ifndef SH_FIELD_H
#define SH_FIELD_H

#include <stdbool.h>

#include "mem.h"

enum field_mode {
	FIELD_SPLIT,       /* many fields, file names filled in           */
	FIELD_STRING,      /* one string                                  */
	FIELD_PATTERN,     /* one pattern                                 */
};

/* What the last IFS character since the last text was. */
enum field_gap {
	GAP_NONE,
	GAP_BLANK,         /* white space: ended the field, if any        */
	GAP_SEPARATOR,     /* another character: ended it even if empty   */
};

struct fields {
	enum field_mode mode;
	struct vec *out;           /* FIELD_SPLIT: where fields go        */
	const char *ifs;
	struct buf text;           /* of the current field                */
	bool present;              /* it exists, perhaps empty            */
	bool active;               /* it holds an unquoted * ? or [       */
	enum field_gap gap;
};

void fields_start(struct fields *f, enum field_mode mode, struct vec *out);

/* Text that is never split; `quoted` text is plain in patterns. */
void fields_text(struct fields *f, const char *s, bool quoted);

/* The unquoted result of an expansion. */
void fields_split(struct fields *f, const char *s);

/* Ends the current field if there is one: between the parameters of $@. */
void fields_break(struct fields *f);

/* Ends the last field. The string or the pattern; NULL for FIELD_SPLIT. */
char *fields_finish(struct fields *f);

#endif
