/*
 * Simple commands: assignments, words, redirections. A word followed by "()"
 * makes it the definition of a function.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "parse.h"
#include "word.h"

/* Gives ~ a part of its own where the text begins with it and one of `ends`
   or nothing follows. */
static void
mark_tilde(struct parser *p, struct part **link, const char *ends)
{
	struct part *part = *link;
	struct part *tilde;
	char after;

	if (part == NULL || part->type != PART_TEXT || part->quoted ||
	    part->text[0] != '~')
		return;
	after = part->text[1];
	if (after == '\0' ? part->next != NULL : strchr(ends, after) == NULL)
		return;
	tilde = lex_alloc(p, sizeof(*tilde));
	tilde->type = PART_TILDE;
	tilde->next = part;
	part->text++;
	*link = tilde;
}

/* The same in an assignment's value: at its start and after each colon. */
static void
mark_tildes(struct parser *p, struct word *value)
{
	struct part *part;
	char *tilde;

	mark_tilde(p, &value->parts, "/:");
	for (part = value->parts; part != NULL; part = part->next) {
		struct part *rest;

		if (part->type != PART_TEXT || part->quoted ||
		    (tilde = strstr(part->text, ":~")) == NULL)
			continue;
		rest = lex_alloc(p, sizeof(*rest));
		*rest = *part;
		rest->text = tilde + 1;
		part->text = arena_copy(&p->script->arena, part->text,
					tilde + 1 - part->text);
		part->next = rest;
		mark_tilde(p, &part->next, "/:");
	}
}

struct word *
parse_word(struct parser *p)
{
	struct word *w = p->token.word;

	lex_advance(p);
	mark_tilde(p, &w->parts, "/");
	return w;
}

/* NAME=… at the start of the word? The length of the name, or 0. */
static size_t
assigned_name(const struct word *w)
{
	const struct part *first = w->parts;
	size_t n;

	if (first == NULL || first->type != PART_TEXT || first->quoted)
		return 0;
	n = name_length(first->text);
	return first->text[n] == '=' ? n : 0;
}

static struct assign *
take_assign(struct parser *p, size_t name_size)
{
	struct assign *a = lex_alloc(p, sizeof(*a));
	struct word *w = p->token.word;
	const char *text = w->parts->text;

	lex_advance(p);
	a->name = arena_copy(&p->script->arena, text, name_size);
	a->value = w;
	w->parts->text = text + name_size + 1;
	if (*w->parts->text == '\0')
		w->parts = w->parts->next;
	mark_tildes(p, w);
	return a;
}

static const struct {
	enum token_type token;
	enum redir_type type;
	int fd;
} redir_tokens[] = {
	{ TOK_LESS,       REDIR_READ,       STDIN_FILENO },
	{ TOK_LESS_AMP,   REDIR_DUP,        STDIN_FILENO },
	{ TOK_LESS_GREAT, REDIR_READ_WRITE, STDIN_FILENO },
	{ TOK_DLESS,      REDIR_HERE,       STDIN_FILENO },
	{ TOK_DLESS_DASH, REDIR_HERE,       STDIN_FILENO },
	{ TOK_GREAT,      REDIR_WRITE,      STDOUT_FILENO },
	{ TOK_DGREAT,     REDIR_APPEND,     STDOUT_FILENO },
	{ TOK_GREAT_AMP,  REDIR_DUP,        STDOUT_FILENO },
	{ TOK_GREAT_PIPE, REDIR_CLOBBER,    STDOUT_FILENO },
	{ TOK_AMP_GREAT,  REDIR_WRITE_BOTH, STDOUT_FILENO },
};

/* Notes that the text of `r` comes after this line. */
static void
expect_heredoc(struct parser *p, struct redir *r, bool strip_tabs)
{
	struct heredoc *h = lex_alloc(p, sizeof(*h));
	struct heredoc **end = &p->heredocs;
	struct buf text = { NULL, 0, 0 };

	for (struct part *part = r->target->parts; part; part = part->next)
		buf_string(&text, part->text != NULL ? part->text : "");
	h->delimiter = buf_take(&text, &p->script->arena);
	buf_free(&text);
	h->redir = r;
	h->literal = word_is_quoted(r->target);
	h->strip_tabs = strip_tabs;
	while (*end != NULL)
		end = &(*end)->next;
	*end = h;
}

/* Finds how the next token redirects; -1 when it does not. */
static int
find_redir(struct parser *p)
{
	enum token_type type = lex_peek(p)->type;
	int count = sizeof(redir_tokens) / sizeof(redir_tokens[0]);

	for (int i = 0; i < count; i++)
		if (redir_tokens[i].token == type)
			return i;
	return -1;
}

/* A redirection, NULL when the next token does not begin one. */
static struct redir *
parse_redir(struct parser *p)
{
	struct redir *r;
	int fd = -1;
	int i;

	if (lex_is(p, TOK_IO_NUMBER)) {
		fd = p->token.number;
		lex_advance(p);
	}
	i = find_redir(p);
	if (i < 0)
		return NULL;
	lex_advance(p);
	r = lex_alloc(p, sizeof(*r));
	r->type = redir_tokens[i].type;
	r->fd = fd >= 0 ? fd : redir_tokens[i].fd;
	if (!lex_is(p, TOK_WORD)) {
		parse_unexpected(p);
		return NULL;
	}
	r->target = parse_word(p);
	if (r->type == REDIR_HERE)
		expect_heredoc(p, r, redir_tokens[i].token == TOK_DLESS_DASH);
	return r;
}

void
parse_redirs(struct parser *p, struct node *n)
{
	struct redir **tail = &n->redirs;

	while ((*tail = parse_redir(p)) != NULL)
		tail = &(*tail)->next;
}

/* After "name (": the rest of a function's definition. */
static struct node *
parse_function(struct parser *p, const char *name)
{
	struct node *n = parse_node(p, NODE_FUNCTION);

	parse_expect(p, TOK_RPAREN, ")");
	parse_newlines(p);
	if (name_length(name) != strlen(name))
		lex_error(p, "bad function name %s", name);
	n->function.name = name;
	n->function.script = p->script;
	n->function.body = parse_compound(p);
	if (n->function.body == NULL)
		parse_unexpected(p);
	else
		parse_redirs(p, n->function.body);
	return n;
}

/* The next word as an assignment before the command; false: it is none. */
static bool
accept_assign(struct parser *p, struct node *n)
{
	struct assign **tail = &n->simple.assigns;
	size_t name_size = assigned_name(p->token.word);

	if (n->simple.words != NULL || name_size == 0)
		return false;
	while (*tail != NULL)
		tail = &(*tail)->next;
	*tail = take_assign(p, name_size);
	return true;
}

/* Reads the parts of the command in any order, up to what is none. */
static void
parse_parts(struct parser *p, struct node *n)
{
	struct word **words = &n->simple.words;
	struct redir **redirs = &n->redirs;

	for (;;) {
		if ((*redirs = parse_redir(p)) != NULL) {
			redirs = &(*redirs)->next;
		} else if (!lex_is(p, TOK_WORD)) {
			return;
		} else if (!accept_assign(p, n)) {
			*words = parse_word(p);
			words = &(*words)->next;
		}
		if (lex_is(p, TOK_LPAREN))
			return;
	}
}

struct node *
parse_simple(struct parser *p)
{
	struct node *n = parse_node(p, NODE_SIMPLE);
	struct word *first;
	const char *name;

	parse_parts(p, n);
	first = n->simple.words;
	if (first == NULL && n->simple.assigns == NULL && n->redirs == NULL)
		parse_unexpected(p);
	if (p->failed || !lex_is(p, TOK_LPAREN))
		return n;
	name = first != NULL ? word_literal(first) : NULL;
	if (name == NULL || first->next != NULL || n->redirs != NULL)
		parse_unexpected(p);
	else if (lex_accept(p, TOK_LPAREN))
		return parse_function(p, name);
	return n;
}
