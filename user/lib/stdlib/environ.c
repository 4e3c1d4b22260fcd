/* The environment vector, which crt0 fills in. */
#include <unistd.h>

char **environ;
