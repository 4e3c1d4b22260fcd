/*
 * Numbers at the beginning of texts, compared digit by digit, so that they
 * may be as long as they like: -12, 3.50, and with units 4K, 1.5G.
 */
#ifndef BIN_SORT_NUMBER_H
#define BIN_SORT_NUMBER_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct sort_number {
	bool negative;
	const char *whole, *part;  /* digits before and behind the point  */
	size_t nwhole, npart;      /* without zeros that say nothing      */
	int unit;                  /* 1 for K, 2 for M ...                */
};

static inline size_t sort_digits(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && isdigit((unsigned char)*p))
		p++;
	return p - start;
}

static inline struct sort_number sort_parse(const char *p, const char *end,
					    bool units)
{
	static const char letters[] = "KMGTPEZY";
	struct sort_number n = { .negative = false };
	const char *found;

	while (p < end && isblank((unsigned char)*p))
		p++;
	n.negative = p < end && *p == '-';
	p += n.negative;
	while (p < end && *p == '0')
		p++;
	n.whole = n.part = p;
	n.nwhole = sort_digits(p, end);
	p += n.nwhole;
	if (p < end && *p == '.') {
		n.part = ++p;
		n.npart = sort_digits(p, end);
		p += n.npart;
		while (n.npart > 0 && n.part[n.npart - 1] == '0')
			n.npart--;
	}
	if (units && p < end && *p != '\0' &&
	    (found = strchr(letters, *p == 'k' ? 'K' : *p)) != NULL)
		n.unit = found - letters + 1;
	if (n.nwhole == 0 && n.npart == 0)
		n.negative = false;
	return n;
}

/* Of numbers that are not negative. */
static inline int sort_size(const struct sort_number *a,
			    const struct sort_number *b)
{
	size_t n = a->npart < b->npart ? a->npart : b->npart;
	bool zero_a = a->nwhole + a->npart == 0;
	bool zero_b = b->nwhole + b->npart == 0;
	int order;

	if (a->unit != b->unit && !zero_a && !zero_b)
		return a->unit - b->unit;
	if (a->nwhole != b->nwhole)
		return a->nwhole < b->nwhole ? -1 : 1;
	order = memcmp(a->whole, b->whole, a->nwhole);
	if (order == 0)
		order = memcmp(a->part, b->part, n);
	if (order == 0)
		order = (a->npart > n) - (b->npart > n);
	return order;
}

static inline int sort_numbers(const char *a, const char *a_end, const char *b,
			       const char *b_end, bool units)
{
	struct sort_number x = sort_parse(a, a_end, units);
	struct sort_number y = sort_parse(b, b_end, units);

	if (x.negative != y.negative)
		return x.negative ? -1 : 1;
	return x.negative ? sort_size(&y, &x) : sort_size(&x, &y);
}

#endif
