/* Names that nobody has, and new files and directories under them. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stdlib/temp.h"
#include "sys.h"

#define NLETTERS 6
#define NTRIES   10000

/* Something that differs between processes and from call to call. */
static unsigned int
seed(void)
{
	struct timespec now = { 0 };

	__sys_clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned int)now.tv_nsec ^ (unsigned int)now.tv_sec ^
	       (unsigned int)__sys_getpid() << NLETTERS;
}

static void
fill(char *letters, unsigned int *random)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (int i = 0; i < NLETTERS; i++)
		letters[i] = alphabet[(unsigned int)rand_r(random) %
				      (sizeof(alphabet) - 1)];
}

static int
make_file(const char *path)
{
	return __sys_open(path, O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
}

static int
make_directory(const char *path)
{
	return __sys_mkdir(path, S_IRWXU);
}

/* Makes nothing: succeeds when there is no such file. */
static int
make_nothing(const char *path)
{
	struct stat st;

	if (__sys_stat(path, &st) == 0) {
		errno = EEXIST;
		return -1;
	}
	return errno == ENOENT ? 0 : -1;
}

/* Tries names until `make` succeeds or fails for another reason. */
static int
make_unique(char *template, int (*make)(const char *path))
{
	size_t n = strlen(template);
	char *letters = template + n - NLETTERS;
	unsigned int random = seed();
	int result = -1;

	if (n < NLETTERS || strcmp(letters, "XXXXXX") != 0) {
		errno = EINVAL;
		return -1;
	}
	for (int i = 0; i < NTRIES; i++) {
		fill(letters, &random);
		result = make(template);
		if (result >= 0 || errno != EEXIST)
			break;
	}
	if (result < 0)
		memset(letters, 'X', NLETTERS);
	return result;
}

int
__temp_name(char *template)
{
	return make_unique(template, make_nothing);
}

int
mkstemp(char *template)
{
	return make_unique(template, make_file);
}

char *
mkdtemp(char *template)
{
	return make_unique(template, make_directory) == 0 ? template : NULL;
}
