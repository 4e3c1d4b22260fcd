/*
 * localeconv() gives what the host's gives in its "C" locale, and setlocale()
 * knows that locale under its names, in each category, and no other.
 */
#include <limits.h>
#include <locale.h>
#include <string.h>

#include "names.h"

#define NTEXTS       10
#define NNUMBERS     14
#define NCATEGORIES  7

/* Ours: all texts first, then all numbers. */
struct sp_lconv {
	char *text[NTEXTS];
	char number[NNUMBERS];
};

struct sp_lconv *sp_localeconv(void);
char *sp_setlocale(int category, const char *name);

static void
compare_texts(const struct lconv *w, const struct sp_lconv *g)
{
	const char *const want[NTEXTS] = { w->decimal_point,
		w->thousands_sep, w->grouping, w->mon_decimal_point,
		w->mon_thousands_sep, w->mon_grouping, w->positive_sign,
		w->negative_sign, w->currency_symbol, w->int_curr_symbol };

	for (int i = 0; i < NTEXTS; i++)
		CHECK(strcmp(g->text[i], want[i]) == 0, "text %d is '%s'", i,
		      g->text[i]);
}

static bool
is_c(const char *name)
{
	return name != NULL && strcmp(name, "C") == 0;
}

int
main(void)
{
	const struct sp_lconv *customs = sp_localeconv();

	setlocale(LC_ALL, "C");
	compare_texts(localeconv(), customs);
	for (int i = 0; i < NNUMBERS; i++)
		CHECK(customs->number[i] == CHAR_MAX, "number %d", i);
	for (int i = 0; i < NCATEGORIES; i++) {
		CHECK(is_c(sp_setlocale(i, NULL)), "asked, category %d", i);
		CHECK(is_c(sp_setlocale(i, "")), "environment's, %d", i);
		CHECK(is_c(sp_setlocale(i, "C")), "C, %d", i);
		CHECK(is_c(sp_setlocale(i, "POSIX")), "POSIX, %d", i);
		CHECK(!sp_setlocale(i, "de_DE"), "de_DE, %d", i);
		CHECK(!sp_setlocale(i, "C.UTF-8"), "C.UTF-8, %d", i);
	}
	CHECK(!sp_setlocale(-1, "C") && !sp_setlocale(NCATEGORIES, "C"),
	      "no such category");
	CHECK(is_c(sp_setlocale(0, NULL)), "still C");
	return failures;
}
