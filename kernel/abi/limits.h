/* Limits that programs may rely on (POSIX <limits.h>). */
#pragma once

#define PATH_MAX 1024             /* bytes of a path, its NUL included    */
#define NAME_MAX 62               /* bytes of one name, no NUL counted    */
#define ARG_MAX  (128 * 1024)     /* bytes of arguments and environment   */
#define OPEN_MAX 256              /* descriptors of one process           */
#define PIPE_BUF 4096             /* a pipe write up to this is one piece */
