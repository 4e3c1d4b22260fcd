/*
 * Reads a word. Plain text gathers in the builder's buffer until a part of
 * another kind, or of another quoting, begins.
 *
 * Two readers call each other: read_unquoted() for words, read_quoted() for
 * what stands between double quotes or behaves as if it did. Read next:
 * dollar.c, for what begins with $ or `.
 */
#include "word.h"

#include <ctype.h>
#include <string.h>

#include "builder.h"

bool
word_ends_at(int c)
{
	return c == SOURCE_END || (c != '\0' && strchr(" \t\n;&|<>()", c));
}

bool
name_starts(int c)
{
	return c == '_' || (c != SOURCE_END && isalpha(c));
}

bool
name_continues(int c)
{
	return c == '_' || (c != SOURCE_END && isalnum(c));
}

size_t
name_length(const char *s)
{
	size_t n = 0;

	if (!name_starts((unsigned char)s[0]))
		return 0;
	while (name_continues((unsigned char)s[n]))
		n++;
	return n;
}

void
builder_start(struct builder *b, struct parser *p)
{
	*b = (struct builder){ .parser = p };
	b->word = lex_alloc(p, sizeof(*b->word));
	b->tail = &b->word->parts;
}

struct part *
builder_part(struct builder *b, enum part_type type, bool quoted)
{
	struct part *part = lex_alloc(b->parser, sizeof(*part));

	builder_flush(b);
	part->type = type;
	part->quoted = quoted;
	*b->tail = part;
	b->tail = &part->next;
	return part;
}

/* What was gathered becomes a part. */
void
builder_flush(struct builder *b)
{
	struct part *part;

	if (!b->gathering)
		return;
	b->gathering = false;
	part = builder_part(b, PART_TEXT, b->quoted);
	part->text = buf_take(&b->text, &b->parser->script->arena);
}

void
builder_text(struct builder *b, const char *s, size_t n, bool quoted)
{
	if (b->gathering && b->quoted != quoted)
		builder_flush(b);
	b->gathering = true;
	b->quoted = quoted;
	buf_add(&b->text, s, n);
}

void
builder_char(struct builder *b, char c, bool quoted)
{
	builder_text(b, &c, 1, quoted);
}

struct word *
builder_finish(struct builder *b)
{
	builder_flush(b);
	buf_free(&b->text);
	return b->word;
}

/* After the opening '. */
static void
read_single_quotes(struct builder *b)
{
	struct source *s = b->parser->source;
	int c;

	builder_text(b, "", 0, true);
	while ((c = source_next(s)) != '\'') {
		if (c == SOURCE_END) {
			lex_error(b->parser, "missing closing '");
			return;
		}
		builder_char(b, c, true);
	}
}

/* After the opening ". An empty pair makes an empty part. */
static void
read_double_quotes(struct builder *b)
{
	if (lex_char(b->parser) == '"')
		builder_text(b, "", 0, true);
	read_quoted(b, QUOTED_STRING);
}

/* After a backslash that is not before a newline. */
static void
read_escaped(struct builder *b)
{
	int c = source_next(b->parser->source);

	builder_char(b, c == SOURCE_END ? '\\' : c, true);
}

/* One character, or what it opens, outside of double quotes. */
static void
read_unquoted_piece(struct builder *b)
{
	int c = source_next(b->parser->source);

	switch (c) {
	case '\'': read_single_quotes(b); break;
	case '"':  read_double_quotes(b); break;
	case '\\': read_escaped(b); break;
	case '$':  read_dollar(b, false); break;
	case '`':  read_backquotes(b, false); break;
	default:   builder_char(b, c, false); break;
	}
}

void
read_until_brace(struct builder *b)
{
	struct parser *p = b->parser;

	while (!p->failed && lex_char(p) != '}') {
		if (lex_char(p) == SOURCE_END)
			lex_error(p, "missing closing }");
		else
			read_unquoted_piece(b);
	}
	lex_take(p, '}');
}

/* A backslash is special before few characters only, in double quotes. */
static void
read_quoted_backslash(struct builder *b, enum quoting quoting)
{
	struct parser *p = b->parser;
	int c = source_peek(p->source, 0);
	bool special = c == '$' || c == '`' || c == '\\' ||
		       (c == '"' && quoting != QUOTED_HEREDOC) ||
		       (c == '}' && quoting == QUOTED_BRACE);

	if (special)
		source_next(p->source);
	builder_char(b, special ? c : '\\', true);
}

static bool
quoting_ends(struct builder *b, enum quoting quoting, int c, int depth)
{
	struct parser *p = b->parser;
	static const char *const missing[] = {
		[QUOTED_STRING] = "\"", [QUOTED_BRACE] = "}",
		[QUOTED_ARITH] = "))", [QUOTED_HEREDOC] = "",
	};

	if (c == SOURCE_END && quoting != QUOTED_HEREDOC)
		lex_error(p, "missing closing %s", missing[quoting]);
	if (c == SOURCE_END || p->failed)
		return true;
	if (quoting == QUOTED_ARITH)
		return c == ')' && depth == 0;
	return (quoting == QUOTED_STRING && c == '"') ||
	       (quoting == QUOTED_BRACE && c == '}');
}

void
read_quoted(struct builder *b, enum quoting quoting)
{
	struct parser *p = b->parser;
	int depth = 0;
	int c;

	while (!quoting_ends(b, quoting, c = lex_char(p), depth)) {
		source_next(p->source);
		depth += (c == '(') - (c == ')');
		if (c == '\\')
			read_quoted_backslash(b, quoting);
		else if (c == '$')
			read_dollar(b, true);
		else if (c == '`')
			read_backquotes(b, true);
		else if (c == '"' && quoting == QUOTED_BRACE)
			read_quoted(b, QUOTED_STRING);
		else
			builder_char(b, c, true);
	}
	if (c != SOURCE_END)
		source_next(p->source);
}

struct word *
word_read(struct parser *p)
{
	struct builder b;

	builder_start(&b, p);
	while (!p->failed && !word_ends_at(lex_char(p)))
		read_unquoted_piece(&b);
	return builder_finish(&b);
}

struct word *
word_from_text(struct parser *p, const char *text)
{
	struct builder b;

	builder_start(&b, p);
	builder_text(&b, text, strlen(text), true);
	return builder_finish(&b);
}

struct word *
word_from_heredoc(struct parser *p, const char *text)
{
	struct source *outer = p->source;
	struct source inner;
	struct builder b;

	source_from_text(&inner, text);
	inner.line = outer->line;
	p->source = &inner;
	builder_start(&b, p);
	read_quoted(&b, QUOTED_HEREDOC);
	p->source = outer;
	source_free(&inner);
	return builder_finish(&b);
}

const char *
word_literal(const struct word *w)
{
	const struct part *part = w->parts;

	if (part == NULL || part->next != NULL || part->quoted ||
	    part->type != PART_TEXT)
		return NULL;
	return part->text;
}

bool
word_is_quoted(const struct word *w)
{
	for (const struct part *part = w->parts; part; part = part->next)
		if (part->quoted)
			return true;
	return false;
}
