/*
 * The numbers of the system calls by name, SYS_read and so on: from the one
 * table.
 */
#pragma once

#define SYSCALL(number, type, name) SYS_##name = number,
enum syscall_number {
#include "calls.def"
};
