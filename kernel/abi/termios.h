/*
 * The terminal's settings (POSIX <termios.h>, general terminal interface in
 * section 11 of the base definitions) and the requests of ioctl(). Values are
 * Linux's. What the kernel acts on has a comment; the other bits are kept for
 * those who set and read them.
 */
#pragma once

typedef unsigned char cc_t;
typedef unsigned int tcflag_t;

/* Places in c_cc: keys, and in raw mode VMIN bytes or VTIME tenths of a
   second. */
enum {
	VINTR, VQUIT, VERASE, VKILL, VEOF, VTIME, VMIN, VSUSP, VWERASE, NCCS
};

struct termios {
	tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
	cc_t c_cc[NCCS];
};

/* c_iflag */
#define BRKINT 0000002
#define INPCK  0000020
#define ISTRIP 0000040
#define ICRNL  0000400   /* a return is read as a newline                 */
#define IXON   0002000
/* c_oflag */
#define OPOST  0000001   /* without it ONLCR does not count               */
#define ONLCR  0000004   /* before a newline a return                     */
/* c_cflag */
#define CSIZE  0000060
#define CS8    0000060
#define CREAD  0000200
#define PARENB 0000400
/* c_lflag */
#define ISIG   0000001   /* VINTR, VQUIT, VSUSP send signals              */
#define ICANON 0000002   /* lines, with editing; else raw                 */
#define ECHO   0000010   /* what is typed is shown                        */
#define ECHOE  0000020
#define ECHOK  0000040
#define IEXTEN 0100000   /* VWERASE, and ^P asks for the kernel's dump    */

/* Of tcsetattr(): at once; after what was written; and input is dropped. */
enum { TCSANOW, TCSADRAIN, TCSAFLUSH };

/* ioctl(): of what type the argument is. */
#define TCGETS     0x5401   /* struct termios *                           */
#define TCSETS     0x5402   /* the same, and TCSADRAIN, TCSAFLUSH         */
#define TCSETSW    0x5403
#define TCSETSF    0x5404
#define TIOCGPGRP  0x540f   /* pid_t *: the foreground group; 0: none     */
#define TIOCSPGRP  0x5410
#define TIOCGWINSZ 0x5413   /* struct winsize *: zeros when nobody said   */
#define TIOCSWINSZ 0x5414

struct winsize {
	unsigned short ws_row, ws_col, ws_xpixel, ws_ypixel;
};
