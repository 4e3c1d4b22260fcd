/*
 * Arithmetic: what stands in $((…)), as C has it, on long integers.
 */
#ifndef SH_ARITH_H
#define SH_ARITH_H

#include <stdbool.h>

/*
 * Evaluates an expression; assignments in it set variables. False after a
 * message, the script ending, when it is wrong.
 */
bool arith_evaluate(const char *text, long *value);

#endif
