/*
 * sscanf() by 100,000 random formats, of texts that mostly fit them, does as
 * the host's: the result, every byte stored, how much was read. SEED=n starts
 * elsewhere.
 *
 * C has "1e" and "0x" fail where a width or the text's end cuts them there
 * (C11 7.21.6.2, paragraph 10); the host takes them, so exponents are only in
 * texts that nothing cuts, and there is no x.
 */
#include <stdlib.h>
#include <string.h>

#include "names.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral"

#define NCASES 100000
#define SIZE   64
#define NSLOTS 5
#define BLANK  0x55

static char format[SIZE * NSLOTS], text[SIZE * NSLOTS];
static char want[NSLOTS][SIZE], got[NSLOTS][SIZE];
static bool may_cut;

static const char *
one_of(const char *const *all, size_t n)
{
	return all[random_below(n)];
}

#define ONE_OF(...) \
	one_of((const char *const[]){ __VA_ARGS__ }, \
	       sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

/* Adds a number to the text, as somebody would write it. */
static void
add_number(void)
{
	const char *form = may_cut ?
		ONE_OF("%ld", "%lu", "+%lu", "0%lo", "%ld.5", "-%lu.25") :
		ONE_OF("%ld", "%lo", "%lu", "%lde3 ", "-%lu.25e-2 ");

	snprintf(text + strlen(text), SIZE, form,
		 random64() >> random_below(64));
}

static void
add_word(void)
{
	strcat(text, ONE_OF("hello", "a", "zebra,y", "]b", "^", "inf", "-", "+",
			    "y7", "ABC", "nan ", ".5", "."));
}

/* One conversion and what it could read. */
static void
add_conversion(void)
{
	char width[SIZE] = "";

	strcat(format, ONE_OF("%", "%", "%", "%*"));
	if (may_cut && random_below(3) == 0)
		snprintf(width, SIZE, "%d", 1 + (int)random_below(12));
	strcat(format, width);
	switch (random_below(4)) {
	case 0:
		strcat(format, ONE_OF("s", "c", "[a-z]", "[^ ,]", "[]ab-]",
				      "[^]y]"));
		add_word();
		break;
	case 1:
		strcat(format, ONE_OF("f", "lf", "e", "lg", "Lf"));
		add_number();
		break;
	default:
		strcat(format, ONE_OF("d", "i", "u", "o", "ld", "hd", "hhd",
				      "lli", "zu", "jd", "lu", "ho"));
		add_number();
	}
}

static void
make_case(void)
{
	size_t n = 1 + random_below(NSLOTS - 1);

	may_cut = random_below(4) > 0;
	*format = *text = '\0';
	for (size_t i = 0; i < n; i++) {
		strcat(text, ONE_OF("", " ", " \t", "", "\n"));
		add_conversion();
		if (random_below(2) == 0) {
			const char *mark = ONE_OF(",", " ", "y", "%", ";");

			strcat(text, mark);
			strcat(format, *mark == '%' ? "%%" : mark);
		}
		if (random_below(10) == 0)
			strcat(text, ONE_OF("?", "7", " "));
	}
	strcat(format, "%n");
	if (may_cut && random_below(20) == 0)
		text[random_below(strlen(text) + 1)] = '\0';
}

static void
compare(void)
{
	int w, g;

	memset(want, BLANK, sizeof(want));
	memset(got, BLANK, sizeof(got));
	w = sscanf(text, format, want[0], want[1], want[2], want[3], want[4]);
	g = sp_sscanf(text, format, got[0], got[1], got[2], got[3], got[4]);
	CHECK(w == g && memcmp(want, got, sizeof(want)) == 0,
	      "'%s' by '%s': %d items, not %d, or other values", text, format,
	      g, w);
}

int
main(void)
{
	for (int i = 0; i < NCASES && failures < 10; i++) {
		make_case();
		compare();
	}
	printf("%d random cases\n", NCASES);
	return failures;
}
