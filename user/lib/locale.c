/* The "C" locale, which is the only one. */
#include <limits.h>
#include <locale.h>
#include <string.h>

static char name_of_c[] = "C";
static char point[] = ".";
static char unknown[] = "";

char *
setlocale(int category, const char *name)
{
	if (category < LC_CTYPE || category > LC_ALL)
		return NULL;
	if (name == NULL || *name == '\0' || strcmp(name, name_of_c) == 0 ||
	    strcmp(name, "POSIX") == 0)
		return name_of_c;
	return NULL;
}

struct lconv *
localeconv(void)
{
	static struct lconv customs = {
		.decimal_point = point,
		.thousands_sep = unknown,
		.grouping = unknown,
		.mon_decimal_point = unknown,
		.mon_thousands_sep = unknown,
		.mon_grouping = unknown,
		.positive_sign = unknown,
		.negative_sign = unknown,
		.currency_symbol = unknown,
		.int_curr_symbol = unknown,
		.frac_digits = CHAR_MAX,
		.p_cs_precedes = CHAR_MAX,
		.n_cs_precedes = CHAR_MAX,
		.p_sep_by_space = CHAR_MAX,
		.n_sep_by_space = CHAR_MAX,
		.p_sign_posn = CHAR_MAX,
		.n_sign_posn = CHAR_MAX,
		.int_frac_digits = CHAR_MAX,
		.int_p_cs_precedes = CHAR_MAX,
		.int_n_cs_precedes = CHAR_MAX,
		.int_p_sep_by_space = CHAR_MAX,
		.int_n_sep_by_space = CHAR_MAX,
		.int_p_sign_posn = CHAR_MAX,
		.int_n_sign_posn = CHAR_MAX,
	};

	return &customs;
}
