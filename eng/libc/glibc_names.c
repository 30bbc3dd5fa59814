/*
 * What the .NET runtime's native libraries, which are compiled for glibc, ask for and musl has not, or has in another meaning.
 * All else that they use is the same in both: musl keeps to glibc's layouts of types and values of constants.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

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

/*
 * Of the first thread musl tells how far its stack has grown so far. The runtime wants to know how far it can: with less than 64 KiB left it
 * hands continuations to other threads. The kernel lets it grow to the limit of the process, counted from its end, where the path of the
 * executable stands.
 */
int __real_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);

int __wrap_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes)
{
    const size_t default_size = 8 << 20, page = getpagesize();
    const char *path = (const char *)getauxval(AT_EXECFN);
    struct rlimit limit;

    if (path == NULL || !pthread_equal(thread, pthread_self()) || gettid() != getpid())
        return __real_pthread_getattr_np(thread, attributes);
    size_t size = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < default_size ? limit.rlim_cur & -page : default_size;
    size_t end = ((size_t)path + strlen(path) + page) & -page;
    int error = pthread_attr_init(attributes);
    return error != 0 ? error : pthread_attr_setstack(attributes, (void *)(end - size), size);
}
