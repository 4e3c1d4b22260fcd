/*
 * The program stat shows what stat() tells: kind, size, names, device numbers
 * and the time of last change, the same that date -r and ls -i show.
 */
#include <sys/stat.h>

#include "output.h"

#define FILE_NAME "/tmp/stat_program"

int
main(void)
{
	struct stat st;
	char want[128];

	check_output("echo hello >" FILE_NAME "; ln " FILE_NAME " "
		     FILE_NAME "2", "", 0);
	CHECK_EQ(stat(FILE_NAME, &st), 0);
	check_output("stat -c '%n %s %h %F' " FILE_NAME,
		     FILE_NAME " 6 2 regular file\n", 0);
	snprintf(want, sizeof(want), "%ld %ld %lu\n", (long)st.st_mtime,
		 (long)st.st_blocks, (unsigned long)st.st_ino);
	check_output("stat -c '%Y %b %i' " FILE_NAME, want, 0);
	check_output("date -r " FILE_NAME " +%s; ls -i " FILE_NAME
		     " | wc -l", (snprintf(want, sizeof(want), "%ld\n1\n",
					   (long)st.st_mtime), want), 0);
	check_output("stat -c '%F %t,%T' /dev/null",
		     "character special file 2,0\n", 0);
	check_output("stat -c %F /tmp " FILE_NAME "2",
		     "directory\nregular file\n", 0);
	check_output("stat /tmp/stat_none 2>/dev/null", "", 1);
	check_output("stat 2>/dev/null", "", 2);
	check_output("rm " FILE_NAME " " FILE_NAME "2", "", 0);
	return 0;
}
