/*
 * Memory, conversions, sorting, environment and the end of the process
 * (C11 7.22, POSIX).
 */
#ifndef _STDLIB_H
#define _STDLIB_H

#include <stddef.h>

#include "abi/wait.h"

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX     0x7fffffff
#define MB_CUR_MAX   1

typedef struct { int quot, rem; } div_t;
typedef struct { long quot, rem; } ldiv_t;
typedef struct { long long quot, rem; } lldiv_t;

/*
 * Memory, aligned to 16 bytes; NULL with ENOMEM. free() and realloc() abort
 * with a message when they are given what malloc() did not give out, or what
 * was freed already.
 */
void *malloc(size_t size) __attribute__((malloc, alloc_size(1)));
void *calloc(size_t n, size_t size) __attribute__((malloc, alloc_size(1, 2)));
void *realloc(void *p, size_t size) __attribute__((alloc_size(2)));
void *reallocarray(void *p, size_t n, size_t size)
	__attribute__((alloc_size(2, 3)));
void free(void *p);

/* exit() calls what atexit() was given, last first, and flushes streams. */
_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
_Noreturn void abort(void);
int atexit(void (*function)(void));

char *getenv(const char *name);
int setenv(const char *name, const char *value, int overwrite);
int unsetenv(const char *name);
int putenv(char *definition);
int clearenv(void);

/* Runs `sh -c command`; its wait status. NULL asks whether there is a sh. */
int system(const char *command);

/* The ato functions do not tell of errors: better use the others. */
int atoi(const char *s);
long atol(const char *s);
long long atoll(const char *s);
double atof(const char *s);

/*
 * *end, unless end is NULL, becomes the first character not converted. What
 * does not fit gives the nearest that does, and ERANGE.
 */
long strtol(const char *restrict s, char **restrict end, int base);
long long strtoll(const char *restrict s, char **restrict end, int base);
unsigned long strtoul(const char *restrict s, char **restrict end, int base);
unsigned long long strtoull(const char *restrict s, char **restrict end,
	int base);
float strtof(const char *restrict s, char **restrict end);
double strtod(const char *restrict s, char **restrict end);
long double strtold(const char *restrict s, char **restrict end);

int abs(int n);
long labs(long n);
long long llabs(long long n);
div_t div(int n, int by);
ldiv_t ldiv(long n, long by);
lldiv_t lldiv(long long n, long long by);

/* Not stable; n log n in the worst case. */
void qsort(void *base, size_t n, size_t size,
	int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t n, size_t size,
	int (*compare)(const void *, const void *));

int rand(void);
void srand(unsigned int seed);
int rand_r(unsigned int *seed);
long random(void);
void srandom(unsigned int seed);

/* A new file; the last six characters, "XXXXXX", become its name. */
int mkstemp(char *template);
char *mkdtemp(char *template);

/* The absolute path of an existing file without "." and ".."; from malloc()
   when `resolved` is NULL, else PATH_MAX bytes. */
char *realpath(const char *restrict path, char *restrict resolved);

#endif
