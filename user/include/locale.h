/*
 * Customs of a country (C11 7.11). There is one locale, "C"; the environment
 * chooses no other.
 */
#ifndef _LOCALE_H
#define _LOCALE_H

#include <stddef.h>

#define LC_CTYPE    0
#define LC_NUMERIC  1
#define LC_TIME     2
#define LC_COLLATE  3
#define LC_MONETARY 4
#define LC_MESSAGES 5
#define LC_ALL      6

/* Texts that are empty and numbers that are CHAR_MAX: nothing is known. */
struct lconv {
	char *decimal_point;
	char *thousands_sep;
	char *grouping;
	char *mon_decimal_point;
	char *mon_thousands_sep;
	char *mon_grouping;
	char *positive_sign;
	char *negative_sign;
	char *currency_symbol;
	char *int_curr_symbol;
	char frac_digits;
	char p_cs_precedes, n_cs_precedes;
	char p_sep_by_space, n_sep_by_space;
	char p_sign_posn, n_sign_posn;
	char int_frac_digits;
	char int_p_cs_precedes, int_n_cs_precedes;
	char int_p_sep_by_space, int_n_sep_by_space;
	char int_p_sign_posn, int_n_sign_posn;
};

/* The category's locale, after the change; NULL when there is no such locale
   or category. `name` NULL asks only, "" takes the environment's. */
char *setlocale(int category, const char *name);

struct lconv *localeconv(void);

#endif
