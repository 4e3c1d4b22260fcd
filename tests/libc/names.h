/*
 * Functions of Sprout's C library under the names that they have in these
 * tests, and what the tests report with.
 */
#ifndef LIBC_NAMES_H
#define LIBC_NAMES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

extern _Thread_local int sp_errno;

int sp_snprintf(char *s, size_t size, const char *format, ...);
int sp_sprintf(char *s, const char *format, ...);
int sp_asprintf(char **s, const char *format, ...);
int sp_sscanf(const char *s, const char *format, ...);
double sp_strtod(const char *s, char **end);
float sp_strtof(const char *s, char **end);
long double sp_strtold(const char *s, char **end);

void *sp_malloc(size_t size);
void *sp_calloc(size_t n, size_t size);
void *sp_realloc(void *p, size_t size);
void sp_free(void *p);
void *__sys_sbrk(long increment);

/* A FILE of the library's: a different thing from the host's. */
struct sp_file;
extern struct sp_file sp___stdout;
struct sp_file *sp_fopen(const char *path, const char *mode);
int sp_fclose(struct sp_file *f);
int sp_fflush(struct sp_file *f);
int sp_fgetc(struct sp_file *f);
int sp_fputc(int c, struct sp_file *f);
int sp_ungetc(int c, struct sp_file *f);
size_t sp_fread(void *p, size_t size, size_t n, struct sp_file *f);
size_t sp_fwrite(const void *p, size_t size, size_t n, struct sp_file *f);
char *sp_fgets(char *s, int size, struct sp_file *f);
int sp_fputs(const char *s, struct sp_file *f);
ptrdiff_t sp_getdelim(char **line, size_t *size, int end, struct sp_file *f);
int sp_fseek(struct sp_file *f, long offset, int whence);
long sp_ftell(struct sp_file *f);
int sp_feof(struct sp_file *f);
int sp_ferror(struct sp_file *f);
int sp_setvbuf(struct sp_file *f, char *buf, int mode, size_t size);
int sp_fprintf(struct sp_file *f, const char *format, ...);
int sp_fscanf(struct sp_file *f, const char *format, ...);

/* main() returns this. */
static int failures;

/* Reports what is wrong, printf-style, unless the condition holds. */
#define CHECK(condition, ...) \
	do { \
		if (!(condition)) { \
			printf("%s:%d: ", __FILE__, __LINE__); \
			printf(__VA_ARGS__); \
			putchar('\n'); \
			failures = 1; \
		} \
	} while (0)

/* Repeatable random numbers (xorshift); SEED=n begins elsewhere. */
static inline uint64_t random64(void)
{
	static uint64_t state;

	if (state == 0) {
		const char *seed = getenv("SEED");

		state = 88172645463325252ul +
			(seed != NULL ? strtoul(seed, NULL, 10) : 0);
	}
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static inline uint64_t random_below(uint64_t n)
{
	return random64() % n;
}

#endif
