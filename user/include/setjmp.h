/*
 * Leaving a function for one of its callers' callers (C11 7.13, POSIX).
 * Signals cannot be blocked, so there is no mask to save: _setjmp() and
 * _longjmp() are the same as the functions without the underscore.
 */
#ifndef _SETJMP_H
#define _SETJMP_H

/* pc, sp and the registers that a call keeps: s0 to s11, fs0 to fs11. */
#define _JMP_BUF_REGISTERS 26

typedef long jmp_buf[_JMP_BUF_REGISTERS];

/*
 * 0 when called; longjmp() makes it return once more with the value (1 for
 * 0), as long as the function that called it has not returned.
 */
int setjmp(jmp_buf place) __attribute__((returns_twice));
_Noreturn void longjmp(jmp_buf place, int value);

int _setjmp(jmp_buf place) __attribute__((returns_twice));
_Noreturn void _longjmp(jmp_buf place, int value);

#endif
