/*
 * The harts' data. Everything else about them is in cpu.h and switch.S.
 */
#include "arch/cpu.h"

struct hart harts[HARTS_MAX];
