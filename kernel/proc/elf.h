/*
 * Executable files: ELF-64 (System V ABI, chapters 4 and 5; RISC-V psABI).
 */
#ifndef PROC_ELF_H
#define PROC_ELF_H

#include "arch/types.h"

struct inode;
struct space;

/*
 * Maps the program in `ip` into the empty space `s`, without its stack:
 * nothing is read but the headers, pages come on demand. 0 and the entry
 * address; -ENOEXEC when the file is no program for this machine, -EIO,
 * -ENOMEM. May sleep.
 */
int elf_map(struct space *s, struct inode *ip, uva_t *entry);

#endif
