/*
 * Tokens: what the parser sees of the text.
 *
 * The parser looks at one token at a time. The newline that ends a line is
 * the last token read of it, so a terminal is never asked for more than the
 * command needs. Here-documents are read when that newline is.
 *
 * Read next: word.h (quoting and $), parse.h (the grammar).
 */
#ifndef SH_LEX_H
#define SH_LEX_H

#include <stdbool.h>

#include "source.h"
#include "tree.h"

enum token_type {
	TOK_END,               /* end of the text, or an error was found  */
	TOK_NEWLINE,
	TOK_WORD,              /* token.word                              */
	TOK_IO_NUMBER,         /* token.number, just before < or >        */
	TOK_SEMI,              /* ;   */
	TOK_DSEMI,             /* ;;  */
	TOK_AMP,               /* &   */
	TOK_AND,               /* &&  */
	TOK_AMP_GREAT,         /* &>  */
	TOK_PIPE,              /* |   */
	TOK_OR,                /* ||  */
	TOK_LPAREN,            /* (   */
	TOK_RPAREN,            /* )   */
	TOK_LESS,              /* <   */
	TOK_DLESS,             /* <<  */
	TOK_DLESS_DASH,        /* <<- */
	TOK_LESS_AMP,          /* <&  */
	TOK_LESS_GREAT,        /* <>  */
	TOK_GREAT,             /* >   */
	TOK_DGREAT,            /* >>  */
	TOK_GREAT_AMP,         /* >&  */
	TOK_GREAT_PIPE,        /* >|  */
};

struct token {
	enum token_type type;
	size_t place;              /* in the source                       */
	struct word *word;
	int number;
};

/* A here-document whose text comes after the current line. */
struct heredoc {
	struct heredoc *next;
	struct redir *redir;       /* gets the text                       */
	const char *delimiter;
	bool literal;              /* no $ in the text                    */
	bool strip_tabs;
};

struct parser {
	struct source *source;
	struct script *script;     /* where the tree goes                 */
	struct token token;
	bool have_token;
	bool failed;               /* an error was reported               */
	struct heredoc *heredocs;  /* waiting for the end of the line     */
};

/* The next token, which stays next until lex_advance(). */
struct token *lex_peek(struct parser *p);
void lex_advance(struct parser *p);

/* True when the next token is of this type; lex_accept() takes it then. */
bool lex_is(struct parser *p, enum token_type type);
bool lex_accept(struct parser *p, enum token_type type);

/* The next token in words, for messages. */
const char *lex_describe(struct parser *p);

/* Reports a syntax error with its line, once; the rest is not looked at. */
void lex_error(struct parser *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The next character behind any "\ newline" pairs, not taken yet. */
int lex_char(struct parser *p);

/* Takes it when it is this one. */
bool lex_take(struct parser *p, int c);

/*
 * Around what may contain itself. lex_enter() reports an error, so that all
 * reading ends, when the text is nested too deeply. lex_leave() takes back so
 * many of those.
 */
void lex_enter(struct parser *p);
void lex_leave(int levels);

/* Room for the tree. */
void *lex_alloc(struct parser *p, size_t size);

#endif
