/* Names that nobody has. */
#ifndef STDLIB_TEMP_H
#define STDLIB_TEMP_H

/* Makes the six X at the template's end a name that no file has now. 0, or
   -1 with errno. */
int __temp_name(char *template);

#endif
