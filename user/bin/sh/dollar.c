/*
 * What begins with $ or ` in a word: parameters, commands, arithmetic.
 */
#include <string.h>

#include "builder.h"
#include "parse.h"
#include "word.h"

/* Parameters of one character that is neither letter nor digit. */
static const char special_params[] = "@*#?-$!";

static bool
is_special(int c)
{
	return c > 0 && strchr(special_params, c) != NULL;
}

/* The characters from here that `belongs` accepts, copied. */
static const char *
take_while(struct parser *p, bool (*belongs)(int c))
{
	struct buf name = { NULL, 0, 0 };
	const char *copy;

	while (belongs(lex_char(p)))
		buf_char(&name, source_next(p->source));
	copy = buf_take(&name, &p->script->arena);
	buf_free(&name);
	return copy;
}

static bool
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static const char *
take_char(struct parser *p)
{
	char c = source_next(p->source);

	return arena_copy(&p->script->arena, &c, 1);
}

/* $name, or $ and one character. False when it is just a dollar sign. */
static bool
read_plain_param(struct builder *b, bool quoted)
{
	struct parser *p = b->parser;
	int c = lex_char(p);

	if (!name_starts(c) && !is_digit(c) && !is_special(c))
		return false;
	builder_part(b, PART_PARAM, quoted)->text =
		name_starts(c) ? take_while(p, name_continues) : take_char(p);
	return true;
}

static const char *
take_braced_name(struct parser *p)
{
	int c = lex_char(p);

	if (name_starts(c))
		return take_while(p, name_continues);
	if (is_digit(c))
		return take_while(p, is_digit);
	if (is_special(c))
		return take_char(p);
	lex_error(p, "bad substitution");
	return "";
}

/* The operator after the name; PARAM_PLAIN when there is none. */
static enum param_op
take_param_op(struct parser *p)
{
	if (lex_take(p, '-'))
		return PARAM_DEFAULT;
	if (lex_take(p, '='))
		return PARAM_ASSIGN;
	if (lex_take(p, '?'))
		return PARAM_ERROR;
	if (lex_take(p, '+'))
		return PARAM_OTHER;
	if (lex_take(p, '#'))
		return lex_take(p, '#') ? PARAM_CUT_PREFIX_LONG
					: PARAM_CUT_PREFIX;
	if (lex_take(p, '%'))
		return lex_take(p, '%') ? PARAM_CUT_SUFFIX_LONG
					: PARAM_CUT_SUFFIX;
	return PARAM_PLAIN;
}

static bool
cuts(enum param_op op)
{
	return op >= PARAM_CUT_PREFIX && op <= PARAM_CUT_SUFFIX_LONG;
}

/* In double quotes a pattern may hold quotes of its own; a value not. */
static struct word *
read_param_arg(struct parser *p, bool quoted, enum param_op op)
{
	struct builder b;

	builder_start(&b, p);
	if (quoted && !cuts(op))
		read_quoted(&b, QUOTED_BRACE);
	else
		read_until_brace(&b);
	return builder_finish(&b);
}

/* After "${#", which is a length, or the parameter # itself. */
static bool
is_length(struct parser *p)
{
	int c = source_peek(p->source, 0);

	if (is_special(c))
		return source_peek(p->source, 1) == '}';
	return c != '}' && c != ':' && c != '=' && c != '+' && c != '%';
}

/* The operator and its argument, up to the closing brace. */
static void
read_param_op(struct parser *p, struct part *part)
{
	part->colon = lex_take(p, ':');
	part->op = take_param_op(p);
	if (part->op == PARAM_PLAIN || (part->colon && cuts(part->op)))
		lex_error(p, "bad substitution");
	else
		part->arg = read_param_arg(p, part->quoted, part->op);
}

/* After "${". */
static void
read_braced_param(struct builder *b, bool quoted)
{
	struct parser *p = b->parser;
	struct part *part = builder_part(b, PART_PARAM, quoted);
	bool hash = lex_take(p, '#');
	bool length = hash && is_length(p);

	part->text = hash && !length ? "#" : take_braced_name(p);
	if (length)
		part->op = PARAM_LENGTH;
	if (p->failed || lex_take(p, '}'))
		return;
	if (length)
		lex_error(p, "bad substitution");
	else
		read_param_op(p, part);
}

/* After "$((". */
static void
read_arith(struct builder *b, bool quoted)
{
	struct part *part = builder_part(b, PART_ARITH, quoted);
	struct builder arg;

	builder_start(&arg, b->parser);
	read_quoted(&arg, QUOTED_ARITH);
	part->arg = builder_finish(&arg);
	if (!lex_take(b->parser, ')'))
		lex_error(b->parser, "missing closing ))");
}

static void
read_dollar_inside(struct builder *b, bool quoted)
{
	struct parser *p = b->parser;

	if (lex_take(p, '{')) {
		read_braced_param(b, quoted);
	} else if (lex_take(p, '(')) {
		if (lex_take(p, '('))
			read_arith(b, quoted);
		else
			builder_part(b, PART_COMMAND, quoted)->body =
				parse_substitution(p);
	} else if (!read_plain_param(b, quoted)) {
		builder_char(b, '$', quoted);
	}
}

void
read_dollar(struct builder *b, bool quoted)
{
	lex_enter(b->parser);
	read_dollar_inside(b, quoted);
	lex_leave(1);
}

/* The text between backquotes, less the backslashes that protect it. */
static void
take_backquoted(struct parser *p, bool quoted, struct buf *text)
{
	int c;

	buf_string(text, "");
	while ((c = source_next(p->source)) != '`') {
		if (c == '\\') {
			int next = source_peek(p->source, 0);

			if (next == '$' || next == '`' || next == '\\' ||
			    (next == '"' && quoted))
				c = source_next(p->source);
		}
		if (c == SOURCE_END) {
			lex_error(p, "missing closing `");
			return;
		}
		buf_char(text, c);
	}
}

void
read_backquotes(struct builder *b, bool quoted)
{
	struct parser *p = b->parser;
	struct buf text = { NULL, 0, 0 };
	int line = p->source->line;

	take_backquoted(p, quoted, &text);
	if (!p->failed)
		builder_part(b, PART_COMMAND, quoted)->body =
			parse_text(p, text.s, line);
	buf_free(&text);
}
