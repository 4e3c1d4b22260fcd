/*
 * Durations as people type them: 3, 0.25, 1.5s, 2m, 1h, 1d.
 */
#ifndef BIN_DURATION_H
#define BIN_DURATION_H

#include <ctype.h>
#include <stdbool.h>
#include <time.h>

enum {
	DURATION_DECIMAL = 10,
	DURATION_NS = 1000 * 1000 * 1000,      /* in a second */
	DURATION_MINUTE = 60,                  /* in seconds  */
	DURATION_HOUR = 60 * DURATION_MINUTE,
	DURATION_DAY = 24 * DURATION_HOUR,
	DURATION_MAX = 100 * 365 * 24,         /* hours: enough for anybody */
};

/* Seconds of the unit that the text consists of; 0 for an unknown one. */
static inline long duration_unit(const char *text)
{
	if (*text != '\0' && text[1] != '\0')
		return 0;
	switch (*text) {
	case '\0':
	case 's': return 1;
	case 'm': return DURATION_MINUTE;
	case 'h': return DURATION_HOUR;
	case 'd': return DURATION_DAY;
	default:  return 0;
	}
}

/* False when the text is not a duration, or an absurd one. */
static inline bool duration_parse(const char *text, struct timespec *t)
{
	const long most = (long)DURATION_MAX * DURATION_HOUR;
	long seconds = 0, ns = 0, unit, place = DURATION_NS;
	bool digits = false;

	for (; isdigit((unsigned char)*text); text++, digits = true) {
		seconds = seconds * DURATION_DECIMAL + (*text - '0');
		if (seconds > most)
			return false;
	}
	if (*text == '.')
		for (text++; isdigit((unsigned char)*text); text++) {
			place /= DURATION_DECIMAL;
			ns += (*text - '0') * place;
			digits = true;
		}
	unit = duration_unit(text);
	if (!digits || unit == 0 || seconds > most / unit)
		return false;
	ns *= unit;
	t->tv_sec = seconds * unit + ns / DURATION_NS;
	t->tv_nsec = ns % DURATION_NS;
	return true;
}

#endif
