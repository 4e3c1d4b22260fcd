/*
 * Wait statuses (POSIX <sys/wait.h>): an exit code in bits 15..8, or the
 * number of the signal that ended the process in bits 6..0; 0x7f there means
 * stopped by the signal in bits 15..8. W_CONTINUED is none of these.
 */
#pragma once

#define WNOHANG    1
#define WUNTRACED  2     /* of the stopped, too */
#define WCONTINUED 8     /* of those that go on, too */

#define W_EXITCODE(code)  (((code) & 0xff) << 8)
#define W_SIGNALED(sig)   ((sig) & 0x7f)
#define W_STOPPED(sig)    ((sig) << 8 | 0x7f)
#define W_CONTINUED       0xffff

#define WIFEXITED(s)   (((s) & 0x7f) == 0)
#define WEXITSTATUS(s) (((s) >> 8) & 0xff)
#define WIFSIGNALED(s) (((s) & 0x7f) != 0 && ((s) & 0x7f) != 0x7f)
#define WTERMSIG(s)    ((s) & 0x7f)
#define WIFSTOPPED(s)  (((s) & 0xff) == 0x7f)
#define WSTOPSIG(s)    (((s) >> 8) & 0xff)
#define WIFCONTINUED(s) ((s) == W_CONTINUED)
