/*
 * What the tests need of the host. Only host.c includes the host's headers,
 * as they and the kernel's define some of the same names.
 */
#ifndef TEST_HOST_H
#define TEST_HOST_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Zeroed memory, at `at` if that is not NULL; shared with children if so. */
void *host_memory(void *at, size_t size, bool shared);
void host_memory_free(void *memory, size_t size);

__attribute__((format(printf, 1, 2)))
void host_print(const char *format, ...);
__attribute__((format(printf, 3, 4)))
void host_format(char *to, size_t size, const char *format, ...);
void host_print_args(const char *format, va_list args);
__attribute__((noreturn)) void host_exit(int status);

/* Runs fn(arg) in a child process; its exit status, or -1 if a signal or the
   time limit ended it. */
int host_run(void (*fn)(void *), void *arg, unsigned limit_seconds);

/* Coroutines. host_self() is the one that runs. */
struct host_routine;
struct host_routine *host_self(void);
struct host_routine *host_routine(void (*fn)(void *), void *arg);
void host_switch(struct host_routine *to);

/* A number in the environment. */
unsigned long host_number(const char *name, unsigned long otherwise);

/* A fixed sequence of numbers for each seed. */
void host_seed(unsigned long seed);
unsigned long host_random(unsigned long below);

/* Of the host's library; the kernel's lib/string.h does not have them. */
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);

#endif
