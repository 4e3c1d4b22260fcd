/*
 * The kernel's basic types. Addresses carry their kind: a physical or a user
 * address is an integer, so dereferencing one does not compile; only kernel
 * memory is a pointer.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "abi/errno.h"
#include "abi/types.h"

typedef uint64_t paddr_t;    /* physical address          */
typedef uint64_t uva_t;      /* user virtual address      */
typedef uint64_t nanosec_t;  /* a time or a span, in ns   */

#define CONTAINER_OF(ptr, type, member) \
	((type *)((char *)(ptr) - offsetof(type, member)))
#define ARRAY_SIZE(a)     (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b)         ((a) < (b) ? (a) : (b))
#define MAX(a, b)         ((a) > (b) ? (a) : (b))
#define ROUND_UP(n, to)   (((n) + (to) - 1) / (to) * (to))
#define ROUND_DOWN(n, to) ((n) / (to) * (to))
#define DIV_UP(n, by)     (((n) + (by) - 1) / (by))
#define LIKELY(x)         __builtin_expect(!!(x), 1)
#define UNLIKELY(x)       __builtin_expect(!!(x), 0)

/*
 * Functions that can fail return a negative errno (abi/errno.h is here for
 * all). A pointer result that can be an error carries the negative errno as its
 * value; the top page of the address space is never mapped.
 */
#define ERR_PTR(error)  ((void *)(long)(error))
#define PTR_ERR(ptr)    ((long)(ptr))
#define IS_ERR(ptr)     ((uintptr_t)(ptr) >= (uintptr_t)-4095l)
