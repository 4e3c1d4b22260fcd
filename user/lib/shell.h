/* The shell that system(), popen() and the exec family call. */
#ifndef LIB_SHELL_H
#define LIB_SHELL_H

#define SHELL_PATH "/bin/sh"
#define SHELL_NAME "sh"

/* Becomes `sh -c command`; ends the process when there is no shell. */
_Noreturn void __shell_exec(const char *command);

#endif
