/* The least that a persistent middleware can do: each payload goes on as it came, in frames of the host.
 *
 * It looks for the two members that it needs where this project's host writes them, and reads no other JSON: a measure,
 * not an example.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static char data[1 << 20];
static size_t have;
static int channel;

static void read_some(void)
{
    ssize_t got = have == sizeof data ? -1 : read(channel, data + have, sizeof data - have);
    if (got <= 0)
        exit(got == 0 ? 0 : 1);
    have += (size_t)got;
}

static void write_all(struct iovec *parts, int count)
{
    size_t length = 0;
    for (int i = 0; i < count; i++)
        length += parts[i].iov_len;
    /* socket pairs take a small frame whole */
    if (writev(channel, parts, count) != (ssize_t)length)
        exit(1);
}

/* The number behind a member's name, 0 without it. */
static long member(const char *header, size_t length, const char *name)
{
    const char *at = memmem(header, length, name, strlen(name));
    return at == NULL ? 0 : strtol(at + strlen(name), NULL, 10);
}

int main(void)
{
    const char *descriptor = getenv("SOR_CHANNEL_FD");
    if (descriptor == NULL)
        return 2;
    channel = atoi(descriptor);
    for (;;) {
        char *line_end;
        while ((line_end = memchr(data, '\n', have)) == NULL)
            read_some();
        size_t header = (size_t)(line_end - data) + 1;
        size_t body = (size_t)member(data, header, "\"length\":");
        while (have < header + body)
            read_some();

        char answer[96];
        struct iovec parts[] = {{answer, 0}, {data + header, body}};
        if (memmem(data, header, "\"hello\"", 7) != NULL) {
            parts[0].iov_len = (size_t)sprintf(answer, "{\"type\":\"ready\",\"version\":1}\n");
            write_all(parts, 1);
        } else if (memmem(data, header, "\"invoke\"", 8) != NULL) {
            long id = member(data, header, "\"id\":");
            parts[0].iov_len = (size_t)sprintf(answer, "{\"type\":\"result\",\"id\":%ld,\"length\":%zu}\n", id, body);
            write_all(parts, 2);
        } else if (memmem(data, header, "\"shutdown\"", 10) != NULL) {
            return 0;
        }
        have -= header + body;
        memmove(data, data + header + body, have);
    }
}
