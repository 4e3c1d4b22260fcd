/*
 * Fields: gathering, splitting, file names.
 */
#include "field.h"

#include <string.h>

#include "glob.h"
#include "pattern.h"
#include "shell.h"
#include "var.h"

static const char default_ifs[] = " \t\n";

void
fields_start(struct fields *f, enum field_mode mode, struct vec *out)
{
	*f = (struct fields){ .mode = mode, .out = out };
	f->ifs = var_get("IFS");
	if (f->ifs == NULL)
		f->ifs = default_ifs;
	buf_string(&f->text, "");
}

static void
add_char(struct fields *f, char c, bool quoted)
{
	if (f->mode != FIELD_STRING) {
		if ((quoted || c == '\\') && strchr("\\*?[]!^-", c) != NULL)
			buf_char(&f->text, '\\');
		else if (!quoted && strchr("*?[", c) != NULL)
			f->active = true;
	}
	buf_char(&f->text, c);
}

void
fields_text(struct fields *f, const char *s, bool quoted)
{
	f->present = true;
	f->gap = GAP_NONE;
	if (f->mode == FIELD_STRING) {
		buf_string(&f->text, s);
		return;
	}
	while (*s != '\0')
		add_char(f, *s++, quoted);
}

/* The current field is complete. */
static void
end_field(struct fields *f)
{
	char *field = arena_copy(&temp, f->text.s, f->text.n);
	bool matched = false;

	if (f->active && !(shell.options & OPT_NOGLOB))
		matched = glob_expand(field, f->out);
	if (!matched) {
		pattern_unescape(field);
		vec_add(f->out, field);
	}
	f->text.n = 0;
	f->present = f->active = false;
}

void
fields_break(struct fields *f)
{
	if (f->present)
		end_field(f);
}

/* An IFS character that is not white space. */
static void
separate(struct fields *f)
{
	if (f->present || f->gap != GAP_BLANK)
		end_field(f);
	f->gap = GAP_SEPARATOR;
}

/* IFS white space. */
static void
separate_blank(struct fields *f)
{
	if (!f->present)
		return;
	end_field(f);
	f->gap = GAP_BLANK;
}

void
fields_split(struct fields *f, const char *s)
{
	if (f->mode != FIELD_SPLIT) {
		fields_text(f, s, false);
		return;
	}
	for (; *s != '\0'; s++) {
		if (strchr(f->ifs, *s) == NULL) {
			f->present = true;
			f->gap = GAP_NONE;
			add_char(f, *s, false);
		} else if (strchr(default_ifs, *s) != NULL) {
			separate_blank(f);
		} else {
			separate(f);
		}
	}
}

char *
fields_finish(struct fields *f)
{
	char *result = NULL;

	if (f->mode == FIELD_SPLIT)
		fields_break(f);
	else
		result = buf_take(&f->text, &temp);
	buf_free(&f->text);
	return result;
}
