/*
 * printf: prints its arguments as the format says, again and again while
 * there are arguments left. The work is done by the C library's printf, one
 * conversion at a time.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../escape.h"
#include "builtin.h"
#include "mem.h"
#include "out.h"
#include "shell.h"

enum { SPEC_MAX = 32, TEXT_MAX = 512 };

struct printing {
	char **args;               /* those left, NULL-ended              */
	bool stopped;              /* by \c                               */
	int status;
};

/* One conversion: %, flags, width, precision, letter. */
struct spec {
	char text[SPEC_MAX];       /* as the C library wants it           */
	int width, precision;      /* -1: none                            */
	char letter;
};

static const char *
next_arg(struct printing *p)
{
	return *p->args != NULL ? *p->args++ : NULL;
}

/* 'c and "c are the number of the character, as POSIX says. */
static long
integer_arg(struct printing *p)
{
	const char *text = next_arg(p);
	char *end;
	long n;

	if (text == NULL)
		return 0;
	if (*text == '\'' || *text == '"')
		return (unsigned char)text[1];
	errno = 0;
	n = strtol(text, &end, 0);
	if (errno == ERANGE)
		n = strtoul(text, &end, 0);
	if (end == text || *end != '\0') {
		shell_warn("printf: %s: not a whole number", text);
		p->status = STATUS_FALSE;
	}
	return n;
}

static double
float_arg(struct printing *p)
{
	const char *text = next_arg(p);
	char *end;
	double x;

	if (text == NULL)
		return 0;
	x = strtod(text, &end);
	if (end == text || *end != '\0') {
		shell_warn("printf: %s: not a number", text);
		p->status = STATUS_FALSE;
	}
	return x;
}

/* %b: escapes in the argument are understood. */
static char *
expand_escapes(struct printing *p, const char *s)
{
	struct buf text = { NULL, 0, 0 };
	char *result;

	buf_string(&text, "");
	while (*s != '\0' && !p->stopped) {
		int c = ESCAPE_NONE;

		if (*s++ == '\\')
			c = escape_read(&s, 1);
		if (c == ESCAPE_STOP)
			p->stopped = true;
		else
			buf_char(&text, c == ESCAPE_NONE ? s[-1] : c);
	}
	result = buf_take(&text, &temp);
	buf_free(&text);
	return result;
}

/* A string in its field; done here since it may be of any length. */
static void
print_string(const struct spec *spec, const char *s)
{
	int n = strlen(s);
	bool left = strchr(spec->text, '-') != NULL;
	int pad;

	if (spec->precision >= 0 && n > spec->precision)
		n = spec->precision;
	pad = spec->width > n ? spec->width - n : 0;
	for (int i = 0; !left && i < pad; i++)
		out_char(' ');
	out_bytes(s, n);
	for (int i = 0; left && i < pad; i++)
		out_char(' ');
}

/* Reads a number or * of the format; -1 when there is none. */
static int
read_field(struct printing *p, const char **format)
{
	char *end;
	int n;

	if (**format == '*') {
		(*format)++;
		return integer_arg(p);
	}
	if (**format < '0' || **format > '9')
		return -1;
	n = strtol(*format, &end, DECIMAL);
	*format = end;
	return n;
}

/* Reads a conversion after its %; false when it is not a valid one. */
static bool
read_spec(struct printing *p, const char **format, struct spec *spec)
{
	const char *start = *format;
	size_t flags = strspn(start, "-+ #0");
	size_t n;

	*format += flags;
	spec->width = read_field(p, format);
	spec->precision = -1;
	if (**format == '.') {
		(*format)++;
		spec->precision = read_field(p, format);
		if (spec->precision < 0)
			spec->precision = 0;
	}
	spec->letter = **format;
	if (spec->letter == '\0' || flags + sizeof("%*.*l_") > SPEC_MAX ||
	    strchr("diouxXcsbeEfFgG", spec->letter) == NULL)
		return false;
	(*format)++;
	n = snprintf(spec->text, SPEC_MAX, "%%%.*s%s%s", (int)flags, start,
		     spec->width >= 0 ? "*" : "",
		     spec->precision >= 0 ? ".*" : "");
	snprintf(spec->text + n, SPEC_MAX - n, "%s%c",
		 strchr("diouxX", spec->letter) ? "l" : "", spec->letter);
	return true;
}

/* Formats one number: the C library is given only the fields there are. */
#define FORMAT_NUMBER(text, spec, value) \
	((spec)->width >= 0 && (spec)->precision >= 0 \
	 ? snprintf(text, sizeof(text), (spec)->text, (spec)->width, \
		    (spec)->precision, value) \
	 : (spec)->width >= 0 \
	 ? snprintf(text, sizeof(text), (spec)->text, (spec)->width, value) \
	 : (spec)->precision >= 0 \
	 ? snprintf(text, sizeof(text), (spec)->text, (spec)->precision, \
		    value) \
	 : snprintf(text, sizeof(text), (spec)->text, value))

static void
print_number(struct printing *p, const struct spec *spec)
{
	char text[TEXT_MAX];

	if (strchr("eEfFgG", spec->letter) != NULL)
		FORMAT_NUMBER(text, spec, float_arg(p));
	else
		FORMAT_NUMBER(text, spec, integer_arg(p));
	out_string(text);
}

static void
print_spec(struct printing *p, const struct spec *spec)
{
	const char *s;
	char first[] = { '\0', '\0' };

	if (strchr("csb", spec->letter) == NULL) {
		print_number(p, spec);
		return;
	}
	s = next_arg(p);
	s = s != NULL ? s : "";
	if (spec->letter == 'c') {
		first[0] = s[0];
		s = first;
	} else if (spec->letter == 'b') {
		s = expand_escapes(p, s);
	}
	print_string(spec, s);
}

/* Prints the format once; false when it is wrong. */
static bool
print_once(struct printing *p, const char *format)
{
	struct spec spec;

	while (*format != '\0' && !p->stopped) {
		int c = *format++;

		if (c == '%' && *format == '%') {
			format++;
		} else if (c == '%') {
			if (!read_spec(p, &format, &spec)) {
				shell_warn("printf: bad conversion in format");
				return false;
			}
			print_spec(p, &spec);
			continue;
		} else if (c == '\\') {
			c = escape_read(&format, 0);
			if (c == ESCAPE_STOP)
				return false;
			c = c == ESCAPE_NONE ? '\\' : c;
		}
		out_char(c);
	}
	return true;
}

int
builtin_printf(int argc, char **argv)
{
	struct printing p = { .args = argv + 2 };
	char **before;

	if (argc < 2) {
		shell_warn("usage: printf format [argument ...]");
		return STATUS_ERROR;
	}
	do {
		before = p.args;
		if (!print_once(&p, argv[1]))
			return STATUS_ERROR;
	} while (*p.args != NULL && p.args != before && !p.stopped);
	return p.status;
}
