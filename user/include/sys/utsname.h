/* The system's name (POSIX). */
#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H

#define _UTSNAME_LENGTH 65

struct utsname {
	char sysname[_UTSNAME_LENGTH], nodename[_UTSNAME_LENGTH];
	char release[_UTSNAME_LENGTH], version[_UTSNAME_LENGTH];
	char machine[_UTSNAME_LENGTH];
};

/* Always 0. */
int uname(struct utsname *to);

#endif
