/*
 * assert(): a condition that only a bug makes false. It can be included more
 * than once, NDEBUG defined or not, as C11 7.2 says; so it has no guard.
 */
#undef assert

#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) \
	((condition) ? (void)0 : \
	 __assert_fail(#condition, __FILE__, __LINE__, __func__))
#endif

#ifndef _ASSERT_H
#define _ASSERT_H

#define static_assert _Static_assert

/* Writes what failed where to standard error, then abort(). */
_Noreturn void __assert_fail(const char *what, const char *file, int line,
	const char *function);

#endif
