/*
 * All that a program of xv6's user space may call, in the form of 2022 (sleep,
 * sbrk) and that of 2024-25 (pause, sbrklazy, SBRK_ERROR). There is no errno:
 * an error is -1.
 */
#ifndef XV6_USER_H
#define XV6_USER_H

#include "../kernel/types.h"

struct stat;

#define SBRK_ERROR ((char *)-1)

/* System calls. */
int fork(void);
int exit(int status) __attribute__((noreturn));
int wait(int *status);               /* -1 for a child that was killed  */
int pipe(int *fds);
int write(int fd, const void *buf, int n);
int read(int fd, void *buf, int n);
int close(int fd);
int kill(int pid);
int exec(const char *path, char **argv);
int open(const char *path, int flags);
int mknod(const char *path, short major, short minor);
int unlink(const char *path);        /* an empty directory too          */
int fstat(int fd, struct stat *st);
int link(const char *old, const char *new);
int mkdir(const char *path);
int chdir(const char *path);
int dup(int fd);
int getpid(void);
char *sbrk(int n);
char *sbrklazy(int n);
int sleep(int ticks);                /* of 100 ms */
int pause(int ticks);
int uptime(void);                    /* ticks     */

/* Library. */
int stat(const char *path, struct stat *st);
char *strcpy(char *to, const char *from);
void *memmove(void *to, const void *from, int n);
void *memcpy(void *to, const void *from, uint n);
int memcmp(const void *a, const void *b, uint n);
void *memset(void *to, int byte, uint n);
char *strchr(const char *s, char c);
int strcmp(const char *a, const char *b);
uint strlen(const char *s);
char *gets(char *line, int size);
int atoi(const char *s);
void fprintf(int fd, const char *format, ...);
void printf(const char *format, ...);
void *malloc(uint n);
void free(void *p);

#endif
