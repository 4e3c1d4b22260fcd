/*
 * Memory mapping (POSIX <sys/mman.h>). A mapping is private: what a program
 * writes there, only it and the children that it forks afterwards can see.
 *
 * Memory may be writable or executable, not both. What is writable is also
 * readable: Sv39 has no write-only page.
 */
#pragma once

#define PROT_NONE  0
#define PROT_READ  1
#define PROT_WRITE 2
#define PROT_EXEC  4

#define MAP_SHARED    0x01       /* ENOTSUP: there is no such mapping     */
#define MAP_PRIVATE   0x02
#define MAP_FIXED     0x10       /* there, instead of what was there      */
#define MAP_ANONYMOUS 0x20       /* zeros; all promised at once           */
