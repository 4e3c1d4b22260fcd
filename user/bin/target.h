/*
 * What cp, ln and mv have in common: the last operand is a new name, or a
 * folder that takes all the others.
 */
#ifndef BIN_TARGET_H
#define BIN_TARGET_H

#include <sys/stat.h>

#include "ask.h"
#include "tool.h"

static inline bool target_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* What to do about a file that is there already, and what to say. */
static struct {
	bool ask, keep, verbose;   /* -i -n -v                            */
} target;

/* The options that cp, ln and mv share. */
static inline void target_option(int c)
{
	target.ask = (target.ask || c == 'i') && c != 'f' && c != 'n';
	target.keep = (target.keep || c == 'n') && c != 'f' && c != 'i';
	target.verbose |= c == 'v';
}

/* May `path` be replaced, if it is there? */
static inline bool target_may_replace(const char *path)
{
	if (!target.ask && !target.keep)
		return true;
	if (access(path, F_OK) < 0)
		return true;
	return target.ask && ask_whether("replace", path);
}

static inline void target_say(const char *from, const char *to)
{
	if (target.verbose)
		printf("'%s' -> '%s'\n", from, to);
}

/* Both exist and are one and the same file. */
static inline bool target_is_same(const char *a, const char *b)
{
	struct stat sa, sb;

	return stat(a, &sa) == 0 && stat(b, &sb) == 0 &&
	       sa.st_ino == sb.st_ino && sa.st_dev == sb.st_dev;
}

/*
 * Calls act(from, to) for each of the `n` operands but the last; `to` is
 * inside the last when that is a folder.
 */
static inline void target_each(char **operands, int n,
			       void (*act)(const char *from, const char *to))
{
	const char *last;
	bool into;

	if (n <= 1)
		tool_usage();
	last = operands[n - 1];
	into = target_is_folder(last);
	if (n > 2 && !into) {
		tool_complain("%s: not a folder", last);
		return;
	}
	for (int i = 0; i < n - 1; i++) {
		char *to;

		if (!into) {
			act(operands[i], last);
			continue;
		}
		to = tool_join(last, tool_basename(operands[i]));
		act(operands[i], to);
		free(to);
	}
}

#endif
