/* The server's side of HTTP/1.1, as much as a Runtime API needs: keep-alive, bodies by length or in chunks. */
#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/uio.h>

struct connection {
    int fd;

    /* received and not yet taken: a request's head, then its body (chunks are put together in place) */
    char *data;
    size_t length, capacity;
    size_t head_length; /* 0 until the head is complete */
    size_t body_length;
    size_t chunk_at; /* where the next chunk's size begins; 0: the body has a length */
    size_t end;      /* where the request ends, once it is complete */
    bool close_after;
    bool dropped; /* for the owner: to be closed */

    char head[1024];
    struct iovec output[2]; /* what is still to be sent: `head`, then a body that the caller keeps */
};

struct request {
    char method[8];
    char path[256];
    char *body;
    size_t body_length;
};

enum http_result { HTTP_BROKEN = -1, HTTP_PARTIAL, HTTP_DONE };

struct connection *http_open(int fd);
void http_close(struct connection *connection);

/* HTTP_PARTIAL: read something; HTTP_BROKEN: the other side has gone, or sends too much. */
enum http_result http_receive(struct connection *connection);

/* HTTP_DONE: `request` is filled and stays valid until http_take. */
enum http_result http_parse(struct connection *connection, struct request *request);
void http_take(struct connection *connection);

/* Sends `head` of the connection and then the body. HTTP_PARTIAL: call http_flush when it is writable again. */
enum http_result http_send(struct connection *connection, size_t head_length, const char *body, size_t body_length);
enum http_result http_flush(struct connection *connection);

#endif
