/*
 * Signal numbers (POSIX <signal.h>). There are no handlers: every signal ends
 * the process but those of SIGNALS_IGNORED, and of SIGNALS_STOP, which stop it
 * until SIGCONT comes. A process can ignore those of SIGNALS_IGNORABLE.
 */
#pragma once

#define SIGHUP    1
#define SIGINT    2
#define SIGQUIT   3
#define SIGILL    4
#define SIGTRAP   5
#define SIGABRT   6
#define SIGBUS    7
#define SIGFPE    8
#define SIGKILL   9
#define SIGUSR1  10
#define SIGSEGV  11
#define SIGUSR2  12
#define SIGPIPE  13
#define SIGALRM  14
#define SIGTERM  15
#define SIGCHLD  17
#define SIGCONT  18
#define SIGSTOP  19
#define SIGTSTP  20
#define SIGTTIN  21
#define SIGTTOU  22
#define NSIG     32

#define SIGNAL_BIT(sig) (1u << (sig))
#define SIGNALS_IGNORED (SIGNAL_BIT(SIGCHLD) | SIGNAL_BIT(SIGCONT))
#define SIGNALS_STOP (SIGNAL_BIT(SIGSTOP) | SIGNAL_BIT(SIGTSTP) | \
		      SIGNAL_BIT(SIGTTIN) | SIGNAL_BIT(SIGTTOU))
#define SIGNALS_IGNORABLE (~(1u | SIGNAL_BIT(SIGKILL) | SIGNAL_BIT(SIGCHLD) | \
			     SIGNAL_BIT(SIGSTOP)))
