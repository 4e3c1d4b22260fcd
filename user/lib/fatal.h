/* Giving up on a program that broke a rule of the library's. */
#ifndef LIB_FATAL_H
#define LIB_FATAL_H

/* Writes "where(): what" to descriptor 2, without using stdio or memory, and
   ends the process by SIGABRT. */
_Noreturn void __fatal(const char *where, const char *what);

#endif
