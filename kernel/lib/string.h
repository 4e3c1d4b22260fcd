/*
 * Memory and strings, with the meaning that ISO C (7.24) gives them. GCC may
 * call the first four on its own account.
 */
#pragma once

#include "arch/types.h"

void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);

size_t strlen(const char *s);
size_t strnlen(const char *s, size_t max);
char *strchr(const char *s, int c);

/* Copies at most size - 1 bytes; what is left of `size` becomes NULs. */
void string_copy(char *to, const char *from, size_t size);

/* Clears one page frame; `page` is page-aligned. */
void page_clear(void *page);

/* Copies one page frame; both are page-aligned and differ. */
void page_copy(void *restrict to, const void *restrict from);
