/*
 * kept PATH DIR [FD,POSITION,CLOEXEC]...: opens descriptors, goes to DIR,
 * leads a process group, tells of itself and becomes PATH, a link to this
 * program, as `list`. That tells of itself (pid, parent, group, directory,
 * name) and of each descriptor from 3 on that is open, with its position.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sprout.h>

static void
tell(void)
{
	struct procinfo p;
	char cwd[100];

	procinfo(getpid() - 1, &p, 1);
	printf("%d %d %d %s %s\n", getpid(), getppid(), getpgid(0),
	       getcwd(cwd, sizeof(cwd)), p.name);
	for (int fd = 3; fd < OPEN_MAX && strcmp(p.name, "kept") != 0; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			printf("%d,%ld\n", fd, (long)lseek(fd, 0, SEEK_CUR));
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	char *list[] = { "list", NULL };

	for (int i = 3, fd, low, cloexec; i < argc; i++) {
		long position;

		sscanf(argv[i], "%d,%ld,%d", &fd, &position, &cloexec);
		low = open("/bin/kept", O_RDONLY);
		fcntl(low, F_DUPFD, fd);
		close(low);
		lseek(fd, position, SEEK_SET);
		fcntl(fd, F_SETFD, cloexec ? FD_CLOEXEC : 0);
	}
	if (argc > 2) {
		setpgid(0, 0);
		chdir(argv[2]);
	}
	tell();
	return argc > 2 ? execve(argv[1], list, environ) : 0;
}
