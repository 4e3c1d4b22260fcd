/*
 * getopt(): options of a command line, one letter at a time. What is left of
 * a group such as "-la" is remembered; a program that sets optind to 1 (or 0)
 * starts again. A '+' that opens the options is allowed and means what is done
 * here anyway: options end at the first operand.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

char *optarg;
int optind = 1, opterr = 1, optopt;

static const char *group;              /* next letter of argv[optind]  */
static int group_index;                /* which optind `group` is for  */

/* Puts `group` on a letter; 0 when there are no more options. */
static int
next_letter(int argc, char *const argv[])
{
	if (optind < 1)
		optind = 1;
	if (group != NULL && group_index == optind && *group != '\0')
		return 1;
	group = NULL;
	if (optind >= argc || argv[optind] == NULL ||
	    argv[optind][0] != '-' || argv[optind][1] == '\0')
		return 0;
	if (strcmp(argv[optind], "--") == 0) {
		optind++;
		return 0;
	}
	group = argv[optind] + 1;
	group_index = optind;
	return 1;
}

static int
complain(const char *program, const char *options, const char *what, int code)
{
	if (opterr && *options != ':')
		fprintf(stderr, "%s: %s -- '%c'\n", program, what, optopt);
	return code;
}

/* The rest of the group, or the next argument; NULL if there is none. */
static char *
option_argument(int argc, char *const argv[])
{
	const char *rest = group;

	group = NULL;
	optind++;
	if (*rest != '\0')
		return (char *)rest;
	return optind < argc ? argv[optind++] : NULL;
}

int
getopt(int argc, char *const argv[], const char *options)
{
	const char *found;

	options += *options == '+';
	if (!next_letter(argc, argv))
		return -1;
	optopt = (unsigned char)*group++;
	found = optopt != ':' ? strchr(options, optopt) : NULL;
	if (found != NULL && found[1] == ':') {
		optarg = option_argument(argc, argv);
		if (optarg != NULL)
			return optopt;
		return complain(argv[0], options,
				"option requires an argument",
				*options == ':' ? ':' : '?');
	}
	if (*group == '\0') {
		group = NULL;
		optind++;
	}
	if (found == NULL)
		return complain(argv[0], options, "invalid option", '?');
	return optopt;
}
