/*
 * The text cut into tokens: operators, words, newlines; here-documents.
 */
#include "lex.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell.h"
#include "word.h"

/* Deeper nesting than any script needs, still far from the stack's end. */
enum { DEPTH_MAX = 1000 };

static int depth;

/* How each token looks in a message; NULL for those that differ. */
static const char *const token_names[] = {
	[TOK_END] = "end of file", [TOK_NEWLINE] = "newline",
	[TOK_WORD] = NULL, [TOK_IO_NUMBER] = "number",
	[TOK_SEMI] = ";", [TOK_DSEMI] = ";;", [TOK_AMP] = "&",
	[TOK_AND] = "&&", [TOK_AMP_GREAT] = "&>", [TOK_PIPE] = "|",
	[TOK_OR] = "||", [TOK_LPAREN] = "(", [TOK_RPAREN] = ")",
	[TOK_LESS] = "<", [TOK_DLESS] = "<<", [TOK_DLESS_DASH] = "<<-",
	[TOK_LESS_AMP] = "<&", [TOK_LESS_GREAT] = "<>", [TOK_GREAT] = ">",
	[TOK_DGREAT] = ">>", [TOK_GREAT_AMP] = ">&", [TOK_GREAT_PIPE] = ">|",
};

void
lex_error(struct parser *p, const char *format, ...)
{
	va_list args;

	if (p->failed)
		return;
	p->failed = true;
	if (p->source->given_up)
		return;
	fprintf(stderr, "%s: line %d: syntax error: ", shell.name,
		p->source->line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

void
lex_enter(struct parser *p)
{
	if (++depth > DEPTH_MAX)
		lex_error(p, "nested too deeply");
}

void
lex_leave(int levels)
{
	depth -= levels;
}

void *
lex_alloc(struct parser *p, size_t size)
{
	return arena_alloc(&p->script->arena, size);
}

int
lex_char(struct parser *p)
{
	struct source *s = p->source;

	while (source_peek(s, 0) == '\\' && source_peek(s, 1) == '\n') {
		source_next(s);
		source_next(s);
	}
	return source_peek(s, 0);
}

bool
lex_take(struct parser *p, int c)
{
	if (lex_char(p) != c)
		return false;
	source_next(p->source);
	return true;
}

static void
skip_blanks_and_comment(struct parser *p)
{
	int c = lex_char(p);

	while (c == ' ' || c == '\t') {
		source_next(p->source);
		c = lex_char(p);
	}
	if (c != '#')
		return;
	while (c != '\n' && c != SOURCE_END) {
		source_next(p->source);
		c = source_peek(p->source, 0);
	}
}

/* One line without its newline, into `line`; false at the end. */
static bool
read_line(struct source *s, struct buf *line)
{
	int c = source_next(s);

	line->n = 0;
	buf_string(line, "");
	if (c == SOURCE_END)
		return false;
	while (c != '\n' && c != SOURCE_END) {
		buf_char(line, c);
		c = source_next(s);
	}
	return true;
}

/* The lines up to the delimiter, or to the end of the text. */
static void
read_heredoc_text(struct source *s, struct heredoc *h, struct buf *text)
{
	struct buf line = { NULL, 0, 0 };

	while (read_line(s, &line)) {
		const char *start = line.s;

		while (h->strip_tabs && *start == '\t')
			start++;
		if (strcmp(start, h->delimiter) == 0)
			break;
		buf_string(text, start);
		buf_char(text, '\n');
	}
	buf_free(&line);
}

static void
read_heredocs(struct parser *p)
{
	struct heredoc *h = p->heredocs;

	p->heredocs = NULL;
	for (; h != NULL; h = h->next) {
		struct buf text = { NULL, 0, 0 };

		buf_string(&text, "");
		read_heredoc_text(p->source, h, &text);
		h->redir->target = h->literal
			? word_from_text(p, text.s)
			: word_from_heredoc(p, text.s);
		buf_free(&text);
	}
}

static enum token_type
less_operator(struct parser *p)
{
	if (lex_take(p, '<'))
		return lex_take(p, '-') ? TOK_DLESS_DASH : TOK_DLESS;
	if (lex_take(p, '&'))
		return TOK_LESS_AMP;
	return lex_take(p, '>') ? TOK_LESS_GREAT : TOK_LESS;
}

static enum token_type
great_operator(struct parser *p)
{
	if (lex_take(p, '>'))
		return TOK_DGREAT;
	if (lex_take(p, '&'))
		return TOK_GREAT_AMP;
	return lex_take(p, '|') ? TOK_GREAT_PIPE : TOK_GREAT;
}

static enum token_type
amp_operator(struct parser *p)
{
	if (lex_take(p, '&'))
		return TOK_AND;
	return lex_take(p, '>') ? TOK_AMP_GREAT : TOK_AMP;
}

/* The operator at the next character; TOK_WORD when there is none. */
static enum token_type
read_operator(struct parser *p)
{
	int c = lex_char(p);

	if (c == SOURCE_END)
		return TOK_END;
	if (!word_ends_at(c))
		return TOK_WORD;
	source_next(p->source);
	switch (c) {
	case '\n': return TOK_NEWLINE;
	case ';': return lex_take(p, ';') ? TOK_DSEMI : TOK_SEMI;
	case '|': return lex_take(p, '|') ? TOK_OR : TOK_PIPE;
	case '&': return amp_operator(p);
	case '<': return less_operator(p);
	case '>': return great_operator(p);
	case '(': return TOK_LPAREN;
	default:  return TOK_RPAREN;
	}
}

/* A word, or the number (one digit) of the descriptor of a redirection. */
static void
read_word(struct parser *p)
{
	struct token *t = &p->token;
	const char *text;

	t->word = word_read(p);
	text = word_literal(t->word);
	if (text == NULL || text[0] < '0' || text[0] > '9' || text[1] != '\0')
		return;
	if (lex_char(p) != '<' && lex_char(p) != '>')
		return;
	t->type = TOK_IO_NUMBER;
	t->number = shell_number(text);
}

struct token *
lex_peek(struct parser *p)
{
	struct token *t = &p->token;

	if (!p->have_token) {
		p->have_token = true;
		skip_blanks_and_comment(p);
		t->place = source_place(p->source);
		t->type = read_operator(p);
		if (t->type == TOK_WORD)
			read_word(p);
		if (t->type == TOK_NEWLINE)
			read_heredocs(p);
	}
	if (p->failed)
		t->type = TOK_END;
	return t;
}

void
lex_advance(struct parser *p)
{
	lex_peek(p);
	p->have_token = false;
}

bool
lex_is(struct parser *p, enum token_type type)
{
	return lex_peek(p)->type == type;
}

bool
lex_accept(struct parser *p, enum token_type type)
{
	if (!lex_is(p, type))
		return false;
	lex_advance(p);
	return true;
}

const char *
lex_describe(struct parser *p)
{
	struct token *t = lex_peek(p);
	const char *text = token_names[t->type];

	if (t->type == TOK_WORD)
		text = word_literal(t->word);
	return text != NULL ? text : "word";
}
