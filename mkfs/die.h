/*
 * How mkfs gives up, and memory that is there or mkfs gives up.
 */
#ifndef MKFS_DIE_H
#define MKFS_DIE_H

#include <stddef.h>

/* Prints "mkfs: ", the sentence and a newline on standard error; exits 1. */
void die(const char *format, ...)
	__attribute__((noreturn, format(printf, 1, 2)));

/* realloc() and strdup() that die; memory stays until the program ends. */
void *must_realloc(void *old, size_t size);
char *must_strdup(const char *s);

/* Room for one element more in an array of n that doubles as it grows:
   array = must_grow(array, n, sizeof(array[0])). */
void *must_grow(void *array, size_t n, size_t element);

/* A new string, as printf() would print it. */
char *must_format(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

#endif
