/*
 * Lines, lists, pipelines. Read next: simple.c for simple commands and
 * redirections, compound.c for what begins with a reserved word.
 */
#include "parse.h"

#include <stdio.h>
#include <string.h>

#include "word.h"

/* Words that end a list, where a command could begin. */
static const char *const closing_words[] = {
	"then", "else", "elif", "fi", "do", "done", "esac", "}", NULL,
};

struct node *
parse_node(struct parser *p, enum node_type type)
{
	struct node *n = lex_alloc(p, sizeof(*n));

	n->type = type;
	return n;
}

void
parse_unexpected(struct parser *p)
{
	lex_error(p, "unexpected %s", lex_describe(p));
}

bool
parse_is_word(struct parser *p, const char *word)
{
	const char *text;

	if (!lex_is(p, TOK_WORD))
		return false;
	text = word_literal(p->token.word);
	return text != NULL && strcmp(text, word) == 0;
}

bool
parse_accept_word(struct parser *p, const char *word)
{
	if (!parse_is_word(p, word))
		return false;
	lex_advance(p);
	return true;
}

void
parse_expect_word(struct parser *p, const char *word)
{
	if (!parse_accept_word(p, word))
		lex_error(p, "unexpected %s (expecting %s)", lex_describe(p),
			  word);
}

void
parse_expect(struct parser *p, enum token_type type, const char *name)
{
	if (!lex_accept(p, type))
		lex_error(p, "unexpected %s (expecting %s)", lex_describe(p),
			  name);
}

void
parse_newlines(struct parser *p)
{
	while (lex_accept(p, TOK_NEWLINE))
		;
}

/* True where a list ends: at a token that cannot begin a command. */
static bool
at_list_end(struct parser *p)
{
	switch (lex_peek(p)->type) {
	case TOK_END:
	case TOK_NEWLINE:
	case TOK_RPAREN:
	case TOK_DSEMI:
		return true;
	default:
		break;
	}
	for (const char *const *w = closing_words; *w != NULL; w++)
		if (parse_is_word(p, *w))
			return true;
	return false;
}

static struct node *
parse_command_inside(struct parser *p)
{
	struct node *n;

	if (at_list_end(p)) {
		parse_unexpected(p);
		return NULL;
	}
	n = parse_compound(p);
	if (n == NULL)
		return parse_simple(p);
	parse_redirs(p, n);
	return n;
}

static struct node *
parse_command(struct parser *p)
{
	struct node *n;

	lex_enter(p);
	n = parse_command_inside(p);
	lex_leave(1);
	return n;
}

static struct node *
parse_pipeline(struct parser *p)
{
	struct node *first, **tail, *n;

	if (parse_accept_word(p, "!")) {
		n = parse_node(p, NODE_NOT);
		lex_enter(p);
		n->body = parse_pipeline(p);
		lex_leave(1);
		return n;
	}
	first = parse_command(p);
	if (!lex_is(p, TOK_PIPE))
		return first;
	n = parse_node(p, NODE_PIPE);
	n->list = first;
	tail = &first->next;
	while (lex_accept(p, TOK_PIPE)) {
		parse_newlines(p);
		*tail = parse_command(p);
		if (*tail == NULL)
			break;
		tail = &(*tail)->next;
	}
	return n;
}

static struct node *
parse_and_or(struct parser *p)
{
	struct node *left = parse_pipeline(p);
	int links = 0;

	while (lex_is(p, TOK_AND) || lex_is(p, TOK_OR)) {
		struct node *n = parse_node(p, lex_is(p, TOK_AND) ? NODE_AND
								  : NODE_OR);

		links++;
		lex_enter(p);
		lex_advance(p);
		parse_newlines(p);
		n->pair.left = left;
		n->pair.right = parse_pipeline(p);
		left = n;
	}
	lex_leave(links);
	return left;
}

/* What was written from a place to where the next token is, less blanks at
   its end. */
static const char *
text_since(struct parser *p, size_t place)
{
	const char *text = source_text(p->source, place);
	size_t n = lex_peek(p)->place - place;

	while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	return arena_copy(&p->script->arena, text, n);
}

/* One command of a list with what separates it from the next. */
static struct node *
parse_list_item(struct parser *p, bool *separated)
{
	size_t place = lex_peek(p)->place;
	struct node *n = parse_and_or(p);

	if (n != NULL)
		n->text = text_since(p, place);
	*separated = true;
	if (lex_accept(p, TOK_AMP)) {
		struct node *background = parse_node(p, NODE_BACKGROUND);

		background->body = n;
		background->text = n != NULL ? n->text : NULL;
		return background;
	}
	*separated = lex_accept(p, TOK_SEMI);
	return n;
}

/* Commands of one line, or of many; NULL when there is none. */
static struct node *
parse_commands(struct parser *p, bool many_lines)
{
	struct node *first = NULL, **tail = &first;
	bool separated = true;
	struct node *n;

	if (many_lines)
		parse_newlines(p);
	while (separated && !at_list_end(p)) {
		*tail = parse_list_item(p, &separated);
		if (*tail == NULL)
			break;
		tail = &(*tail)->next;
		if (many_lines && lex_is(p, TOK_NEWLINE)) {
			parse_newlines(p);
			separated = true;
		}
	}
	if (first == NULL || first->next == NULL)
		return first;
	n = parse_node(p, NODE_SEQUENCE);
	n->list = first;
	return n;
}

struct node *
parse_list(struct parser *p)
{
	return parse_commands(p, true);
}

struct node *
parse_body(struct parser *p)
{
	struct node *n = parse_list(p);

	if (n == NULL)
		parse_unexpected(p);
	return n;
}

enum parse_result
parse_line(struct source *from, struct script *script, struct node **tree)
{
	struct parser p = { .source = from, .script = script };

	*tree = NULL;
	if (lex_is(&p, TOK_END) && !p.failed)
		return PARSE_END;
	if (!p.failed)
		*tree = parse_commands(&p, false);
	if (!p.failed && !lex_is(&p, TOK_NEWLINE) && !lex_is(&p, TOK_END))
		parse_unexpected(&p);
	return p.failed ? PARSE_ERROR : PARSE_OK;
}

struct node *
parse_substitution(struct parser *outer)
{
	struct parser p = { .source = outer->source, .script = outer->script };
	struct node *n = parse_list(&p);

	parse_expect(&p, TOK_RPAREN, ")");
	outer->failed |= p.failed;
	return n;
}

struct node *
parse_text(struct parser *outer, const char *text, int line)
{
	struct source inner;
	struct parser p = { .source = &inner, .script = outer->script };
	struct node *n;

	source_from_text(&inner, text);
	inner.line = line;
	n = parse_list(&p);
	if (!p.failed && !lex_is(&p, TOK_END))
		parse_unexpected(&p);
	outer->failed |= p.failed;
	source_free(&inner);
	return n;
}
