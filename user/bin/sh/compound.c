/*
 * The compound commands: groups, if, loops, case.
 */
#include <stdio.h>
#include <string.h>

#include "parse.h"
#include "word.h"

/* do … done */
static struct node *
parse_do_group(struct parser *p)
{
	struct node *body;

	parse_expect_word(p, "do");
	body = parse_body(p);
	parse_expect_word(p, "done");
	return body;
}

/* After "if" or "elif", to the "fi" that ends them all. */
static struct node *
parse_if(struct parser *p)
{
	struct node *n = parse_node(p, NODE_IF);

	n->branch.condition = parse_body(p);
	parse_expect_word(p, "then");
	n->branch.yes = parse_body(p);
	if (parse_accept_word(p, "elif")) {
		lex_enter(p);
		n->branch.no = parse_if(p);
		lex_leave(1);
		return n;
	}
	if (parse_accept_word(p, "else"))
		n->branch.no = parse_body(p);
	parse_expect_word(p, "fi");
	return n;
}

static struct node *
parse_loop(struct parser *p, enum node_type type)
{
	struct node *n = parse_node(p, type);

	n->loop.condition = parse_body(p);
	n->loop.body = parse_do_group(p);
	return n;
}

/* Words up to the end of the line or a semicolon. */
static struct word *
parse_words(struct parser *p)
{
	struct word *first = NULL, **tail = &first;

	while (lex_is(p, TOK_WORD)) {
		*tail = parse_word(p);
		tail = &(*tail)->next;
	}
	if (!lex_is(p, TOK_NEWLINE) && !lex_accept(p, TOK_SEMI))
		parse_unexpected(p);
	return first;
}

/* After "for". */
static struct node *
parse_for(struct parser *p)
{
	struct node *n = parse_node(p, NODE_FOR);
	const char *name = NULL;

	if (lex_is(p, TOK_WORD))
		name = word_literal(p->token.word);
	if (name == NULL || name_length(name) != strlen(name)) {
		lex_error(p, "bad variable in for: %s", lex_describe(p));
		return n;
	}
	n->each.name = name;
	lex_advance(p);
	n->each.over_params = true;
	if (!lex_accept(p, TOK_SEMI)) {
		parse_newlines(p);
		n->each.over_params = !parse_accept_word(p, "in");
		if (!n->each.over_params)
			n->each.words = parse_words(p);
	}
	parse_newlines(p);
	n->each.body = parse_do_group(p);
	return n;
}

/* pattern | pattern … ) */
static struct word *
parse_patterns(struct parser *p)
{
	struct word *first = NULL, **tail = &first;

	do {
		if (!lex_is(p, TOK_WORD)) {
			parse_unexpected(p);
			return NULL;
		}
		*tail = parse_word(p);
		tail = &(*tail)->next;
	} while (lex_accept(p, TOK_PIPE));
	parse_expect(p, TOK_RPAREN, ")");
	return first;
}

/* After "case". */
static struct node *
parse_case(struct parser *p)
{
	struct node *n = parse_node(p, NODE_CASE);
	struct case_item **tail = &n->match.items;

	if (!lex_is(p, TOK_WORD)) {
		parse_unexpected(p);
		return n;
	}
	n->match.subject = parse_word(p);
	parse_newlines(p);
	parse_expect_word(p, "in");
	parse_newlines(p);
	while (!p->failed && !parse_accept_word(p, "esac")) {
		struct case_item *item = lex_alloc(p, sizeof(*item));

		lex_accept(p, TOK_LPAREN);
		item->patterns = parse_patterns(p);
		item->body = parse_list(p);
		*tail = item;
		tail = &item->next;
		if (!lex_accept(p, TOK_DSEMI) && !parse_is_word(p, "esac"))
			parse_unexpected(p);
		parse_newlines(p);
	}
	return n;
}

static struct node *
parse_group(struct parser *p, enum node_type type)
{
	struct node *n = parse_node(p, type);

	n->body = parse_body(p);
	if (type == NODE_SUBSHELL)
		parse_expect(p, TOK_RPAREN, ")");
	else
		parse_expect_word(p, "}");
	return n;
}

struct node *
parse_compound(struct parser *p)
{
	if (lex_accept(p, TOK_LPAREN))
		return parse_group(p, NODE_SUBSHELL);
	if (parse_accept_word(p, "{"))
		return parse_group(p, NODE_GROUP);
	if (parse_accept_word(p, "if"))
		return parse_if(p);
	if (parse_accept_word(p, "while"))
		return parse_loop(p, NODE_WHILE);
	if (parse_accept_word(p, "until"))
		return parse_loop(p, NODE_UNTIL);
	if (parse_accept_word(p, "for"))
		return parse_for(p);
	if (parse_accept_word(p, "case"))
		return parse_case(p);
	return NULL;
}
