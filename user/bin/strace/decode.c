/*
 * Arguments and results as a C program would write them. What an argument is,
 * its type and its name in the kernel's table tell.
 */
#include <abi/time.h>
#include <abi/wait.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "../signals.h"
#include "strace.h"

enum { SHOWN_BYTES = 32, NS_DIGITS = 9 };

/* Names of numbers: of flags (each a bit or more), or of single values. */
struct name {
	unsigned long value;
	const char *text;
};
#define NAME(symbol) { symbol, #symbol }

static const struct name open_flags[] = {
	NAME(O_CREAT), NAME(O_TRUNC), NAME(O_APPEND), NAME(O_EXCL),
	NAME(O_CLOEXEC), NAME(O_DIRECTORY), { 0, NULL },
};
static const struct name access_modes[] = {
	NAME(O_RDONLY), NAME(O_WRONLY), NAME(O_RDWR), { 0, NULL },
};
static const struct name rights[] = {
	NAME(PROT_READ), NAME(PROT_WRITE), NAME(PROT_EXEC), { 0, NULL },
};
static const struct name map_flags[] = {
	NAME(MAP_SHARED), NAME(MAP_PRIVATE), NAME(MAP_FIXED),
	NAME(MAP_ANONYMOUS), { 0, NULL },
};
static const struct name wait_options[] = {
	NAME(WNOHANG), NAME(WUNTRACED), NAME(WCONTINUED), { 0, NULL },
};
static const struct name whences[] = {
	NAME(SEEK_SET), NAME(SEEK_CUR), NAME(SEEK_END), { 0, NULL },
};
static const struct name commands[] = {
	NAME(F_DUPFD), NAME(F_GETFD), NAME(F_SETFD), NAME(F_GETFL),
	NAME(F_SETFL), { 0, NULL },
};
static const struct name clocks[] = {
	NAME(CLOCK_REALTIME), NAME(CLOCK_MONOTONIC), { 0, NULL },
};
static const struct name requests[] = {
	NAME(TCGETS), NAME(TCSETS), NAME(TCSETSW), NAME(TCSETSF),
	NAME(TIOCGPGRP), NAME(TIOCSPGRP), NAME(TIOCGWINSZ), NAME(TIOCSWINSZ),
	{ 0, NULL },
};
static const struct name errors[] = {
	NAME(EPERM), NAME(ENOENT), NAME(ESRCH), NAME(EINTR), NAME(EIO),
	NAME(ENXIO), NAME(E2BIG), NAME(ENOEXEC), NAME(EBADF), NAME(ECHILD),
	NAME(EAGAIN), NAME(ENOMEM), NAME(EACCES), NAME(EFAULT), NAME(EBUSY),
	NAME(EEXIST), NAME(EXDEV), NAME(ENODEV), NAME(ENOTDIR), NAME(EISDIR),
	NAME(EINVAL), NAME(ENFILE), NAME(EMFILE), NAME(ENOTTY), NAME(EFBIG),
	NAME(ENOSPC), NAME(ESPIPE), NAME(EROFS), NAME(EMLINK), NAME(EPIPE),
	NAME(EDOM), NAME(ERANGE), NAME(ENAMETOOLONG), NAME(ENOSYS),
	NAME(ENOTEMPTY), NAME(EOVERFLOW), NAME(EILSEQ), NAME(ENOTSUP),
	{ 0, NULL },
};

/* NULL: it has none. */
static const char *
name_of(const struct name *names, unsigned long value)
{
	for (; names->text != NULL; names++)
		if (names->value == value)
			return names->text;
	return NULL;
}

/* A single value, or its number. */
static void
print_name(FILE *to, const struct name *names, unsigned long value)
{
	const char *text = name_of(names, value);

	if (text != NULL)
		fputs(text, to);
	else
		fprintf(to, "%ld", (long)value);
}

/* Flags behind `text`, which is what they begin with; or "". */
static void
print_flags(FILE *to, const char *text, const struct name *names,
	    unsigned long value)
{
	const char *between = *text != '\0' ? "|" : "";

	fputs(text, to);
	for (; names->text != NULL; names++)
		if (value & names->value) {
			fprintf(to, "%s%s", between, names->text);
			value &= ~names->value;
			between = "|";
		}
	if (value != 0)
		fprintf(to, "%s0x%lx", between, value);
	else if (*between == '\0')
		fputc('0', to);
}

static void
print_open_flags(FILE *to, unsigned long value)
{
	const char *access = name_of(access_modes, value & O_ACCMODE);

	print_flags(to, access != NULL ? access : "O_ACCMODE", open_flags,
		    value & ~(unsigned long)O_ACCMODE);
}

static void
print_signal(FILE *to, unsigned long number)
{
	const char *name = signal_name((int)number);

	if (name != NULL)
		fprintf(to, "SIG%s", name);
	else
		fprintf(to, "%d", (int)number);
}

/* n bytes in quotes; `more`: there were others behind them. */
static void
print_bytes(FILE *to, const char *bytes, size_t n, bool more)
{
	static const char escapes[] = "\n\t\r\\\"", letters[] = "ntr\\\"";

	fputc('"', to);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];
		const char *at = c != '\0' ? strchr(escapes, c) : NULL;

		if (at != NULL)
			fprintf(to, "\\%c", letters[at - escapes]);
		else
			fprintf(to, isprint(c) ? "%c" : "\\x%02x", c);
	}
	fputs(more ? "\"..." : "\"", to);
}

static void
print_pointer(FILE *to, unsigned long value)
{
	if (value == 0)
		fputs("NULL", to);
	else
		fprintf(to, "0x%lx", value);
}

/* What lies at argument i is a string. */
static void
print_string(FILE *to, const struct systrace_record *r, int i)
{
	size_t n = strnlen(r->at[i], r->length[i]);

	if (r->length[i] == 0)
		print_pointer(to, r->argument[i]);
	else
		print_bytes(to, r->at[i], n, n == SYSTRACE_BYTES);
}

/* The strings of a vector, one behind the other. */
static void
print_strings(FILE *to, const struct systrace_record *r, int i)
{
	const char *at = r->at[i], *end = at + r->length[i];

	fputc('[', to);
	while (at < end) {
		size_t n = strnlen(at, (size_t)(end - at));

		print_bytes(to, at, n, at + n == end);
		at += n + 1;
		if (at < end)
			fputs(", ", to);
	}
	fputs(at == end && r->length[i] == SYSTRACE_BYTES ? ", ...]" : "]", to);
}

static void
print_buffer(FILE *to, const struct systrace_record *r, int i, long n)
{
	size_t shown = r->length[i];

	if (n < 0 || (shown == 0 && n > 0)) {
		print_pointer(to, r->argument[i]);
		return;
	}
	if (shown > (size_t)n)
		shown = (size_t)n;
	if (shown > SHOWN_BYTES)
		shown = SHOWN_BYTES;
	print_bytes(to, r->at[i], shown, shown < (size_t)n);
}

void
decode_status(FILE *to, int status)
{
	if (WIFEXITED(status)) {
		fprintf(to, "exited with %d", WEXITSTATUS(status));
	} else if (WIFCONTINUED(status)) {
		fputs("continued", to);
	} else {
		fputs(WIFSTOPPED(status) ? "stopped by " : "killed by ", to);
		print_signal(to, WIFSTOPPED(status) ? WSTOPSIG(status) :
				 WTERMSIG(status));
	}
}

/* A pointer to something whose fields are worth showing. */
static void
print_struct(FILE *to, const char *type, const char *name,
	     const struct systrace_record *r, int i)
{
	struct timespec t;
	struct stat st;
	int v[2];

	memcpy(v, r->at[i], sizeof(v));
	memcpy(&t, r->at[i], sizeof(t));
	memset(&st, 0, sizeof(st));
	memcpy(&st, r->at[i], sizeof(st) < SYSTRACE_BYTES ? sizeof(st) :
	       SYSTRACE_BYTES);
	if (r->length[i] < sizeof(t) || r->result < 0)
		print_pointer(to, r->argument[i]);
	else if (strcmp(name, "fds") == 0)
		fprintf(to, "[%d, %d]", v[0], v[1]);
	else if (strcmp(name, "status") == 0 && r->result > 0) {
		fputc('[', to);
		decode_status(to, v[0]);
		fputc(']', to);
	} else if (strstr(type, "struct timespec") != NULL)
		fprintf(to, "{%ld.%0*ld}", (long)t.tv_sec, NS_DIGITS,
			t.tv_nsec);
	else if (strstr(type, "struct stat") != NULL)
		fprintf(to, "{mode=%s, size=%ld, ...}",
			S_ISDIR(st.st_mode) ? "S_IFDIR" :
			S_ISREG(st.st_mode) ? "S_IFREG" :
			S_ISCHR(st.st_mode) ? "S_IFCHR" : "S_IFIFO",
			(long)st.st_size);
	else
		print_pointer(to, r->argument[i]);
}

static void
print_memory(FILE *to, const struct call *c, int i,
	     const struct systrace_record *r)
{
	const char *type = c->argument[i].type, *name = c->argument[i].name;

	if (strcmp(type, "UPTR(const char)") == 0)
		print_string(to, r, i);
	else if (strcmp(name, "argv") == 0)
		print_strings(to, r, i);
	else if (strcmp(c->name, "write") == 0)
		print_buffer(to, r, i, (long)r->argument[i + 1]);
	else if (strcmp(c->name, "read") == 0 ||
		 strcmp(type, "UPTR(char)") == 0)
		print_buffer(to, r, i, r->result);
	else
		print_struct(to, type, name, r, i);
}

void
decode_argument(FILE *to, const struct call *c, int i,
		const struct systrace_record *r)
{
	const char *type = c->argument[i].type, *name = c->argument[i].name;
	unsigned long value = r->argument[i];

	if (strncmp(type, "UPTR(", strlen("UPTR(")) == 0)
		print_memory(to, c, i, r);
	else if (strcmp(c->name, "open") == 0 && strcmp(name, "flags") == 0)
		print_open_flags(to, value);
	else if (strcmp(c->name, "mmap") == 0 && strcmp(name, "flags") == 0)
		print_flags(to, "", map_flags, value);
	else if (strcmp(name, "rights") == 0)
		print_flags(to, "", rights, value);
	else if (strcmp(name, "options") == 0)
		print_flags(to, "", wait_options, value);
	else if (strcmp(name, "sig") == 0)
		print_signal(to, value);
	else if (strcmp(name, "whence") == 0)
		print_name(to, whences, value);
	else if (strcmp(c->name, "fcntl") == 0 && strcmp(name, "command") == 0)
		print_name(to, commands, value);
	else if (strcmp(name, "request") == 0)
		print_name(to, requests, value);
	else if (strcmp(name, "clock") == 0)
		print_name(to, clocks, value);
	else if (strcmp(type, "mode_t") == 0)
		fprintf(to, "0%o", (unsigned)value);
	else if (strcmp(type, "int") == 0 || strcmp(type, "pid_t") == 0)
		fprintf(to, "%d", (int)value);
	else if (strcmp(type, "unsigned long") == 0 ||
		 strcmp(type, "dev_t") == 0)
		fprintf(to, "0x%lx", value);
	else
		fprintf(to, "%ld", (long)value);
}

void
decode_result(FILE *to, const struct call *c, long result)
{
	const char *name = result < 0 ?
			   name_of(errors, (unsigned long)-result) : NULL;

	if (name != NULL)
		fprintf(to, "-1 %s (%s)", name, strerror((int)-result));
	else if (strncmp(c->result, "UPTR(", strlen("UPTR(")) == 0)
		fprintf(to, "0x%lx", result);
	else
		fprintf(to, "%ld", result);
}
