#define _GNU_SOURCE
#include "http.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"

enum { HEAD_LIMIT = 1 << 16, BODY_LIMIT = 16 << 20, READ_SIZE = 1 << 16 };

struct connection *http_open(int fd)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL)
        die("no memory for a connection");
    connection->fd = fd;
    return connection;
}

void http_close(struct connection *connection)
{
    close(connection->fd);
    free(connection->data);
    free(connection);
}

static void reserve(struct connection *connection, size_t capacity)
{
    if (connection->capacity >= capacity)
        return;
    connection->data = realloc(connection->data, capacity);
    if (connection->data == NULL)
        die("no memory for a request of %zu bytes", capacity);
    connection->capacity = capacity;
}

enum http_result http_receive(struct connection *connection)
{
    /* twice what is there: few moves for a body in chunks; http_parse reserves for one of known length */
    if (connection->capacity - connection->length < READ_SIZE / 2)
        reserve(connection, connection->length * 2 + READ_SIZE);
    if (connection->length > HEAD_LIMIT + BODY_LIMIT)
        return HTTP_BROKEN;
    ssize_t got = recv(connection->fd, connection->data + connection->length, connection->capacity - connection->length, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return HTTP_PARTIAL;
    if (got <= 0)
        return HTTP_BROKEN;
    connection->length += (size_t)got;
    return HTTP_PARTIAL;
}

/* The value of a header of the head at `head`, or NULL; ends at "\r". */
static const char *find_header(const char *head, size_t length, const char *name)
{
    size_t name_length = strlen(name);
    const char *end = head + length;
    for (const char *line = memchr(head, '\n', length); line != NULL && ++line < end; line = memchr(line, '\n', (size_t)(end - line))) {
        if ((size_t)(end - line) <= name_length || line[name_length] != ':' || strncasecmp(line, name, name_length) != 0)
            continue;
        const char *value = line + name_length + 1;
        while (*value == ' ' || *value == '\t')
            value++;
        return value;
    }
    return NULL;
}

static enum http_result parse_head(struct connection *connection)
{
    char *end = memmem(connection->data, connection->length, "\r\n\r\n", 4);
    if (end == NULL)
        return connection->length > HEAD_LIMIT ? HTTP_BROKEN : HTTP_PARTIAL;
    size_t length = (size_t)(end - connection->data) + 4;
    const char *head = connection->data, *value;

    value = find_header(head, length, "Connection");
    connection->close_after = value != NULL && strncasecmp(value, "close", 5) == 0;

    value = find_header(head, length, "Transfer-Encoding");
    bool chunked = value != NULL && strncasecmp(value, "chunked", 7) == 0;
    connection->chunk_at = chunked ? length : 0;

    value = find_header(head, length, "Content-Length");
    connection->body_length = value != NULL && !chunked ? strtoul(value, NULL, 10) : 0;
    if (connection->body_length > BODY_LIMIT)
        return HTTP_BROKEN;

    if (find_header(head, length, "Expect") != NULL) {
        static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
        if (send(connection->fd, go_on, sizeof go_on - 1, MSG_NOSIGNAL) != sizeof go_on - 1)
            return HTTP_BROKEN;
    }
    connection->head_length = length;
    reserve(connection, length + connection->body_length + READ_SIZE);
    return HTTP_DONE;
}

static enum http_result parse_chunks(struct connection *connection)
{
    for (;;) {
        char *at = connection->data + connection->chunk_at;
        size_t left = connection->length - connection->chunk_at;
        char *line_end = memmem(at, left, "\r\n", 2);
        if (line_end == NULL)
            return HTTP_PARTIAL;
        char *number_end;
        size_t size = strtoul(at, &number_end, 16), line = (size_t)(line_end - at) + 2;
        if (number_end == at || connection->body_length + size > BODY_LIMIT)
            return HTTP_BROKEN;
        if (size == 0) {
            /* the last chunk's line, then trailers, then an empty line */
            char *end = memmem(line_end, left - line + 2, "\r\n\r\n", 4);
            if (end == NULL)
                return HTTP_PARTIAL;
            connection->end = (size_t)(end - connection->data) + 4;
            return HTTP_DONE;
        }
        if (left < line + size + 2)
            return HTTP_PARTIAL;
        memmove(connection->data + connection->head_length + connection->body_length, at + line, size);
        connection->body_length += size;
        connection->chunk_at += line + size + 2;
    }
}

static bool read_request_line(struct connection *connection, struct request *request)
{
    const char *at = connection->data;
    const char *method_end = memchr(at, ' ', connection->head_length);
    if (method_end == NULL || (size_t)(method_end - at) >= sizeof request->method)
        return false;
    const char *path = method_end + 1;
    const char *path_end = memchr(path, ' ', connection->head_length - (size_t)(path - at));
    if (path_end == NULL || (size_t)(path_end - path) >= sizeof request->path)
        return false;
    memcpy(request->method, at, (size_t)(method_end - at));
    request->method[method_end - at] = '\0';
    memcpy(request->path, path, (size_t)(path_end - path));
    request->path[path_end - path] = '\0';
    return true;
}

enum http_result http_parse(struct connection *connection, struct request *request)
{
    if (connection->length == 0)
        return HTTP_PARTIAL;
    if (connection->head_length == 0) {
        enum http_result head = parse_head(connection);
        if (head != HTTP_DONE)
            return head;
    }
    if (connection->chunk_at != 0) {
        enum http_result chunks = parse_chunks(connection);
        if (chunks != HTTP_DONE)
            return chunks;
    } else {
        connection->end = connection->head_length + connection->body_length;
        if (connection->length < connection->end)
            return HTTP_PARTIAL;
    }
    request->body = connection->data + connection->head_length;
    request->body_length = connection->body_length;
    return read_request_line(connection, request) ? HTTP_DONE : HTTP_BROKEN;
}

void http_take(struct connection *connection)
{
    memmove(connection->data, connection->data + connection->end, connection->length - connection->end);
    connection->length -= connection->end;
    connection->head_length = connection->body_length = connection->chunk_at = connection->end = 0;
}

enum http_result http_flush(struct connection *connection)
{
    struct iovec *output = connection->output;
    while (output[0].iov_len + output[1].iov_len > 0) {
        struct msghdr message = {.msg_iov = output, .msg_iovlen = 2};
        ssize_t sent = sendmsg(connection->fd, &message, MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN ? HTTP_PARTIAL : HTTP_BROKEN;
        for (int i = 0; i < 2; i++) {
            size_t part = (size_t)sent < output[i].iov_len ? (size_t)sent : output[i].iov_len;
            output[i].iov_base = (char *)output[i].iov_base + part;
            output[i].iov_len -= part;
            sent -= (ssize_t)part;
        }
    }
    return connection->close_after ? HTTP_BROKEN : HTTP_DONE;
}

enum http_result http_send(struct connection *connection, size_t head_length, const char *body, size_t body_length)
{
    connection->output[0] = (struct iovec){connection->head, head_length};
    connection->output[1] = (struct iovec){(char *)body, body_length};
    return http_flush(connection);
}
