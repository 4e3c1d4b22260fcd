/*
 * The calls of a Unix-like system (POSIX). What <sprout.h> declares besides
 * is Sprout's own.
 */
#ifndef _UNISTD_H
#define _UNISTD_H

#include <stdint.h>
#include <sys/types.h>

#define STDIN_FILENO  0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

#define _SC_ARG_MAX          0
#define _SC_OPEN_MAX         1
#define _SC_PAGESIZE         2
#define _SC_PAGE_SIZE        _SC_PAGESIZE
#define _SC_NPROCESSORS_ONLN 3
#define _SC_NPROCESSORS_CONF _SC_NPROCESSORS_ONLN
#define _SC_CLK_TCK          4

extern char **environ;

pid_t fork(void);
_Noreturn void _exit(int status);
pid_t getpid(void);
pid_t getppid(void);
int setpgid(pid_t pid, pid_t pgid);
pid_t getpgid(pid_t pid);
pid_t getpgrp(void);
pid_t tcgetpgrp(int fd);
int tcsetpgrp(int fd, pid_t pgid);

/* Declared here too, as old programs expect them of their usual headers. */
pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);
char *strdup(const char *s);

/*
 * A new program in this process; they return only on failure. The p means a
 * search of PATH, the e an environment, l an argument list that ends with a
 * (char *)NULL, v a vector that ends with NULL.
 */
int execl(const char *path, const char *arg, ...) __attribute__((sentinel));
int execle(const char *path, const char *arg, ...) __attribute__((sentinel(1)));
int execlp(const char *file, const char *arg, ...) __attribute__((sentinel));
int execv(const char *path, char *const argv[]);
int execve(const char *path, char *const argv[], char *const envp[]);
int execvp(const char *file, char *const argv[]);
int execvpe(const char *file, char *const argv[], char *const envp[]);

ssize_t read(int fd, void *buf, size_t n);
ssize_t write(int fd, const void *buf, size_t n);
off_t lseek(int fd, off_t offset, int whence);
int close(int fd);
int dup(int fd);
int dup2(int fd, int newfd);
int pipe(int *fds);
int ftruncate(int fd, off_t size);
int truncate(const char *path, off_t size);
int fsync(int fd);
int sync(void);
int isatty(int fd);

int access(const char *path, int mode);
int chdir(const char *path);
int link(const char *old, const char *new);
int unlink(const char *path);
int rmdir(const char *path);

/* With buf NULL the result is from malloc(). NULL with errno: ERANGE when
   `size` bytes are not enough. */
char *getcwd(char *buf, size_t size);

/* The old end of the heap; (void *)-1 with ENOMEM. malloc() uses it too. */
void *sbrk(long increment);

/* Seconds left when something cut the sleep short. */
unsigned int sleep(unsigned int seconds);
int usleep(useconds_t microseconds);

/* -1 with EINVAL for a name it does not know. */
long sysconf(int name);

/*
 * The next option letter of `options`, '?' for one that is not among them,
 * -1 at the end. Arguments are not moved about.
 */
int getopt(int argc, char *const argv[], const char *options);
extern char *optarg;
extern int optind, opterr, optopt;

#endif
