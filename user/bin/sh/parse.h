/*
 * The grammar: tokens made into a tree, by recursive descent.
 *
 * Each function of the parser returns the tree of what it read; after an
 * error (parser.failed) what it returns means nothing, and every token is
 * the end, so that all of them return soon.
 */
#ifndef SH_PARSE_H
#define SH_PARSE_H

#include "lex.h"

enum parse_result {
	PARSE_OK,          /* a line was read; the tree may be NULL       */
	PARSE_END,         /* there are no more                           */
	PARSE_ERROR,       /* it was reported                             */
};

/*
 * Reads the next line, or as many as its commands extend over. The tree lies
 * in `script`.
 */
enum parse_result parse_line(struct source *from, struct script *script,
			     struct node **tree);

/* After "$(": the commands up to the closing ), which is taken. */
struct node *parse_substitution(struct parser *outer);

/* All of a text that stands at `line` of the outer one. */
struct node *parse_text(struct parser *outer, const char *text, int line);

/* For compound.c: commands up to a token that cannot begin one. */
struct node *parse_list(struct parser *p);

/* For compound.c: a list that may not be empty. */
struct node *parse_body(struct parser *p);


/* For compound.c: skips newlines. */
void parse_newlines(struct parser *p);

/* Is the next token this reserved word? parse_accept_word() takes it. */
bool parse_is_word(struct parser *p, const char *word);
bool parse_accept_word(struct parser *p, const char *word);

/* The next token must be this; otherwise it is an error. */
void parse_expect_word(struct parser *p, const char *word);
void parse_expect(struct parser *p, enum token_type type, const char *name);

/* Complains about the next token. */
void parse_unexpected(struct parser *p);

struct node *parse_node(struct parser *p, enum node_type type);

/* simple.c: the next token, which is a word, is taken. */
struct word *parse_word(struct parser *p);

/* simple.c: redirections, as many as there are, of a compound command. */
void parse_redirs(struct parser *p, struct node *n);

/* simple.c: a simple command or a function's definition. */
struct node *parse_simple(struct parser *p);

/*
 * compound.c: a compound command without its redirections; NULL, and nothing
 * read, when the next token does not begin one.
 */
struct node *parse_compound(struct parser *p);

#endif
