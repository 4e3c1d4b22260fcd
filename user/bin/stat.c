/*
 * stat: what the system knows of files, or what -c FORMAT asks for: %n name,
 * %s bytes, %b blocks, %B their size, %F kind, %f mode in hexadecimal, %a and
 * %A permissions, %i inode, %h names, %d device, %t %T a device's numbers, %o
 * best size for reading, %Y and %y last change.
 */
#include <sys/stat.h>
#include <time.h>

#include "mode.h"
#include "tool.h"

enum { BLOCK = 512, PERMISSIONS = 07777, TIME_SIZE = 64 };

static const char *
kind_name(const struct stat *st)
{
	if (S_ISDIR(st->st_mode))
		return "directory";
	if (S_ISCHR(st->st_mode))
		return "character special file";
	if (S_ISFIFO(st->st_mode))
		return "fifo";
	return st->st_size == 0 ? "regular empty file" : "regular file";
}

static void
print_time(time_t when)
{
	char text[TIME_SIZE];

	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S +0000", gmtime(&when));
	fputs(text, stdout);
}

/* What the letter behind a % stands for; false when it stands for nothing. */
static bool
print_item(char letter, const struct stat *st, const char *path)
{
	char mode[MODE_SIZE];

	switch (letter) {
	case '%': putchar('%'); break;
	case 'a': printf("%o", (unsigned)st->st_mode & PERMISSIONS); break;
	case 'A': mode_format(st->st_mode, mode); fputs(mode, stdout); break;
	case 'b': printf("%ld", (long)st->st_blocks); break;
	case 'B': printf("%d", BLOCK); break;
	case 'd': printf("%lu", (unsigned long)st->st_dev); break;
	case 'f': printf("%x", (unsigned)st->st_mode); break;
	case 'F': fputs(kind_name(st), stdout); break;
	case 'h': printf("%lu", (unsigned long)st->st_nlink); break;
	case 'i': printf("%lu", (unsigned long)st->st_ino); break;
	case 'n': fputs(path, stdout); break;
	case 'o': printf("%ld", (long)st->st_blksize); break;
	case 's': printf("%ld", (long)st->st_size); break;
	case 't': printf("%x", (unsigned)DEV_MAJOR(st->st_rdev)); break;
	case 'T': printf("%x", (unsigned)DEV_MINOR(st->st_rdev)); break;
	case 'y': print_time(st->st_mtime); break;
	case 'Y': printf("%ld", (long)st->st_mtime); break;
	default:  return false;
	}
	return true;
}

static void
print_format(const char *format, const struct stat *st, const char *path)
{
	for (; *format != '\0'; format++) {
		if (*format != '%') {
			putchar(*format);
			continue;
		}
		if (!print_item(*++format, st, path)) {
			tool_complain("nothing is known of %%%s", format);
			exit(tool.status);
		}
	}
	putchar('\n');
}

int
main(int argc, char **argv)
{
	const char *format = "  File: %n\n  Size: %s\tBlocks: %b\tIO Block: %o"
			     "\t%F\nDevice: %d\tInode: %i\tLinks: %h\n"
			     "Access: (%a/%A)\nModify: %y";

	tool_begin(argv, "stat", "[-c format] file ...");
	while (tool_option(argc, argv, ":c:") != -1)
		format = optarg;
	if (optind == argc)
		tool_usage();
	for (; optind < argc; optind++) {
		struct stat st;

		if (stat(argv[optind], &st) < 0)
			tool_error(argv[optind]);
		else
			print_format(format, &st, argv[optind]);
	}
	return tool_finish();
}
