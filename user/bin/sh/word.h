/*
 * Words as the parser reads them: quotes, backslashes and everything that
 * begins with $, made into a list of parts.
 */
#ifndef SH_WORD_H
#define SH_WORD_H

#include <stdbool.h>

#include "lex.h"

/* True for the characters that end an unquoted word. */
bool word_ends_at(int c);

/* Reads the word that begins at the next character. */
struct word *word_read(struct parser *p);

/* A word of this quoted text, nothing in it being special. */
struct word *word_from_text(struct parser *p, const char *text);

/* The text of a here-document: $ and ` are special, quotes are not. */
struct word *word_from_heredoc(struct parser *p, const char *text);

/* Its text when it is all unquoted and plain, otherwise NULL. */
const char *word_literal(const struct word *w);

/* True when any of it is quoted. */
bool word_is_quoted(const struct word *w);

/* True for the first, or a later character of a variable's name. */
bool name_starts(int c);
bool name_continues(int c);

/* Length of the name that `s` begins with, 0 when there is none. */
size_t name_length(const char *s);

#endif
