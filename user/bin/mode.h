/*
 * A file's kind and permissions as ls -l shows them: drwxr-xr-x.
 */
#ifndef BIN_MODE_H
#define BIN_MODE_H

#include <sys/stat.h>

enum {
	MODE_SIZE = sizeof("drwxrwxrwx"),
	MODE_BITS = 9,             /* of the permissions                  */
};

static inline char mode_letter(mode_t mode)
{
	if (S_ISDIR(mode))
		return 'd';
	if (S_ISCHR(mode))
		return 'c';
	return S_ISFIFO(mode) ? 'p' : '-';
}

/* `text` has MODE_SIZE bytes. */
static inline void mode_format(mode_t mode, char *text)
{
	static const char letters[] = "rwxrwxrwx";

	*text++ = mode_letter(mode);
	for (int i = 0; i < MODE_BITS; i++) {
		int bit = 1 << (MODE_BITS - 1 - i);

		*text++ = mode & bit ? letters[i] : '-';
	}
	*text = '\0';
}

#endif
