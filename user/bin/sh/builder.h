/*
 * How a word is put together while it is read. Private to word.c and
 * dollar.c.
 */
#ifndef SH_BUILDER_H
#define SH_BUILDER_H

#include "lex.h"

struct builder {
	struct parser *parser;
	struct word *word;
	struct part **tail;        /* where the next part goes            */
	struct buf text;           /* plain text gathered for a part      */
	bool gathering;            /* there is some, perhaps empty        */
	bool quoted;               /* it is quoted                        */
};

void builder_start(struct builder *b, struct parser *p);
struct part *builder_part(struct builder *b, enum part_type type, bool quoted);
void builder_flush(struct builder *b);
void builder_text(struct builder *b, const char *s, size_t n, bool quoted);
void builder_char(struct builder *b, char c, bool quoted);
struct word *builder_finish(struct builder *b);

/* What behaves like the inside of double quotes. */
enum quoting {
	QUOTED_STRING,     /* "…"                                         */
	QUOTED_BRACE,      /* the argument in "${name-…}"                 */
	QUOTED_ARITH,      /* $((…)); the first of the two ) ends it      */
	QUOTED_HEREDOC,    /* up to the end of the text                   */
};

/* Reads up to the closing character and takes it. */
void read_quoted(struct builder *b, enum quoting quoting);

/* Reads the argument of an unquoted ${name-…} and takes the }. */
void read_until_brace(struct builder *b);

/* After a $: a parameter, a command, arithmetic, or just a $. */
void read_dollar(struct builder *b, bool quoted);

/* After a `. */
void read_backquotes(struct builder *b, bool quoted);

#endif
