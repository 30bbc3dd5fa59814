/*
 * What the .NET runtime's native libraries, which are compiled for glibc, ask for and musl has not, or has in another meaning.
 * All else that they use is the same in both: musl keeps to glibc's layouts of types and values of constants.
 */
#include <stdlib.h>

/* The header declares it with POSIX's type. */
#define strerror_r strerror_r_of_posix
#include <string.h>
#undef strerror_r

/* GNU's variant gives the text, POSIX's and musl's a number. musl's texts are constants, so the buffer is not needed. */
char *strerror_r(int error, char *buffer, size_t size);

char *strerror_r(int error, char *buffer, size_t size)
{
    (void)buffer;
    (void)size;
    return strerror(error);
}

/* Behind the macros CPU_ALLOC and CPU_FREE: sets of CPUs larger than cpu_set_t, in words of 64 bits. */
void *__sched_cpualloc(size_t count)
{
    return calloc((count + 63) / 64, 8);
}

void __sched_cpufree(void *set)
{
    free(set);
}
