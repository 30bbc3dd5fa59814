/* floor: the least that a bootstrap can do, in C. What it takes is what the machine itself charges.
 *
 *   floor [--middleware PROGRAM]... [--ahead] [--worker PROGRAM]
 *
 *   --middleware PROGRAM  started once for `before` and once for `after` of each event, STDIN to STDOUT
 *   --ahead               the same processes, but started before their event and replaced after the answer
 *   --worker PROGRAM      one persistent process on two pipes, frames of a 4-byte little-endian length;
 *                         without it the event itself is the answer
 *
 * Blocking calls on one thread, no checks that cost, no limits: a measure, not an example.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { MAX_MIDDLEWARES = 16, READ_SIZE = 1 << 16, PIPE_SIZE = 1 << 20 };

struct buffer {
    char *data;
    size_t length, capacity;
};

struct process {
    int input, output;
    pid_t pid;
};

static char *middlewares[MAX_MIDDLEWARES];
static int middleware_count;
static bool ahead;
static struct process spares[MAX_MIDDLEWARES][2]; /* for `before` and `after` */

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void reserve(struct buffer *buffer, size_t capacity)
{
    if (buffer->capacity >= capacity)
        return;
    buffer->capacity = capacity * 2;
    buffer->data = realloc(buffer->data, buffer->capacity);
    if (buffer->data == NULL)
        fail("memory");
}

/* Writes both parts as one stream; `second` may be empty. */
static void write_two(int fd, const void *first, size_t first_length, const void *second, size_t second_length)
{
    struct iovec parts[2] = {{(void *)first, first_length}, {(void *)second, second_length}};
    while (parts[0].iov_len + parts[1].iov_len > 0) {
        ssize_t put = writev(fd, parts, 2);
        if (put < 0)
            fail("write");
        for (int i = 0; i < 2; i++) {
            size_t done = (size_t)put < parts[i].iov_len ? (size_t)put : parts[i].iov_len;
            parts[i].iov_base = (char *)parts[i].iov_base + done;
            parts[i].iov_len -= done;
            put -= (ssize_t)done;
        }
    }
}

/* ---- the Runtime API ---- */

static const char *api;
static int api_socket;
static struct buffer answer;

static void api_connect(void)
{
    char host[64];
    int on = 1;
    api = getenv("AWS_LAMBDA_RUNTIME_API");
    const char *colon = api == NULL ? NULL : strchr(api, ':');
    if (colon == NULL || (size_t)(colon - api) >= sizeof host) {
        fputs("floor: AWS_LAMBDA_RUNTIME_API must be ADDRESS:PORT\n", stderr);
        exit(2);
    }
    memcpy(host, api, (size_t)(colon - api));
    host[colon - api] = '\0';
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(colon + 1))};
    inet_pton(AF_INET, host, &address.sin_addr);
    api_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(api_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(api_socket, (struct sockaddr *)&address, sizeof address) != 0)
        fail("connect");
}

static const char *header(const char *name)
{
    const char *at = strcasestr(answer.data, name);
    return at == NULL ? "" : at + strlen(name) + strspn(at + strlen(name), " ");
}

/* Reads one HTTP answer; the body begins at the returned place. */
static char *api_receive(size_t *body_length)
{
    size_t head = 0, end = 1;
    answer.length = 0;
    while (answer.length < end) {
        reserve(&answer, answer.length + READ_SIZE);
        ssize_t got = recv(api_socket, answer.data + answer.length, answer.capacity - answer.length - 1, 0);
        if (got <= 0)
            exit(0); /* the platform has gone */
        answer.length += (size_t)got;
        answer.data[answer.length] = '\0';
        end = answer.length + 1;
        char *blank = head > 0 ? NULL : memmem(answer.data, answer.length, "\r\n\r\n", 4);
        if (blank != NULL) {
            head = (size_t)(blank - answer.data) + 4;
            *body_length = strtoul(header("Content-Length:"), NULL, 10);
            reserve(&answer, head + *body_length + 1);
        }
        if (head > 0)
            end = head + *body_length;
    }
    return answer.data + head;
}

/* The next event into `payload`, its id into `id`. */
static void api_next(struct buffer *payload, char id[64])
{
    static char request[256];
    static size_t length;
    if (length == 0)
        length = (size_t)sprintf(request, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %.100s\r\n\r\n", api);
    write_two(api_socket, request, length, NULL, 0);
    size_t body_length;
    char *body = api_receive(&body_length);
    const char *value = header("Request-Id:");
    snprintf(id, 64, "%.*s", (int)strcspn(value, "\r"), value);
    reserve(payload, body_length);
    memcpy(payload->data, body, body_length);
    payload->length = body_length;
}

static void api_respond(const struct buffer *payload, const char *id)
{
    char head[512];
    size_t ignored;
    int length = sprintf(head,
                         "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: %.100s\r\n"
                         "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                         id, api, payload->length);
    write_two(api_socket, head, (size_t)length, payload->data, payload->length);
    api_receive(&ignored);
}

/* ---- child processes ---- */

/* Starts `arguments` with its STDIN and STDOUT on two new pipes. */
static struct process start(char **arguments)
{
    int in[2], out[2];
    struct process process;
    posix_spawn_file_actions_t actions;
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
        fail("pipe");
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    errno = posix_spawn(&process.pid, arguments[0], &actions, NULL, arguments, environ);
    if (errno != 0)
        fail(arguments[0]);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    process.input = in[1];
    process.output = out[0];
    return process;
}

static void enlarge_pipes(struct process process)
{
    fcntl(process.input, F_SETPIPE_SZ, PIPE_SIZE);
    fcntl(process.output, F_SETPIPE_SZ, PIPE_SIZE);
}

/* ---- the persistent process ---- */

static struct process start_worker(char *program)
{
    char *arguments[] = {program, NULL};
    struct process worker = start(arguments);
    enlarge_pipes(worker);
    return worker;
}

/* The worker reads a whole frame before it answers, so writing first cannot block for ever. */
static void ask_worker(struct process worker, struct buffer *payload)
{
    uint32_t length = (uint32_t)payload->length;
    write_two(worker.input, &length, sizeof length, payload->data, payload->length);
    size_t have = 0, end = sizeof length;
    static struct buffer frame;
    while (have < end) {
        reserve(&frame, end > READ_SIZE ? end : READ_SIZE);
        ssize_t got = read(worker.output, frame.data + have, frame.capacity - have);
        if (got <= 0)
            fail("worker");
        have += (size_t)got;
        if (have >= sizeof length) {
            memcpy(&length, frame.data, sizeof length);
            end = sizeof length + length;
        }
    }
    reserve(payload, length);
    memcpy(payload->data, frame.data + sizeof length, length);
    payload->length = length;
}

/* ---- one process per event ---- */

static struct process start_middleware(char *program, bool after)
{
    char *arguments[] = {program, after ? "after" : "before", NULL};
    return start(arguments);
}

/* Writes and reads at the same time: a large payload fits into neither pipe. */
static void exchange(struct process process, const struct buffer *from, struct buffer *to)
{
    size_t written = 0;
    bool writing = true;
    if (from->length > READ_SIZE)
        enlarge_pipes(process);
    fcntl(process.input, F_SETFL, O_NONBLOCK);
    to->length = 0;
    for (;;) {
        if (writing) {
            ssize_t put = write(process.input, from->data + written, from->length - written);
            if (put > 0)
                written += (size_t)put;
            writing = written < from->length && (put >= 0 || errno == EAGAIN);
            if (!writing)
                close(process.input);
        }
        if (writing) {
            struct pollfd ends[] = {{process.input, POLLOUT, 0}, {process.output, POLLIN, 0}};
            poll(ends, 2, -1);
            if (ends[1].revents == 0)
                continue;
        }
        reserve(to, to->length + READ_SIZE);
        ssize_t got = read(process.output, to->data + to->length, to->capacity - to->length);
        if (got <= 0)
            break;
        to->length += (size_t)got;
    }
    if (writing)
        close(process.input);
    close(process.output);
}

static void run_middleware(int index, bool after, struct buffer *payload)
{
    static struct buffer result;
    int status;
    struct process process = ahead ? spares[index][after] : start_middleware(middlewares[index], after);
    exchange(process, payload, &result);
    waitpid(process.pid, &status, 0);
    if (status != 0) {
        fprintf(stderr, "floor: %s ended with status %d\n", middlewares[index], status);
        exit(1);
    }
    struct buffer swapped = *payload;
    *payload = result;
    result = swapped;
}

static void start_spares(void)
{
    for (int i = 0; ahead && i < middleware_count; i++)
        for (int after = 0; after < 2; after++)
            spares[i][after] = start_middleware(middlewares[i], after);
}

int main(int argc, char **argv)
{
    char *worker = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--ahead") == 0) {
            ahead = true;
        } else if (strcmp(argv[i], "--worker") == 0 && i + 1 < argc) {
            worker = argv[++i];
        } else if (strcmp(argv[i], "--middleware") == 0 && i + 1 < argc && middleware_count < MAX_MIDDLEWARES) {
            middlewares[middleware_count++] = argv[++i];
        } else {
            fprintf(stderr, "usage: floor [--middleware PROGRAM]... [--ahead] [--worker PROGRAM]\n");
            return 2;
        }
    }
    signal(SIGPIPE, SIG_IGN);

    struct process channel = {0};
    if (worker != NULL)
        channel = start_worker(worker);
    start_spares();
    api_connect();
    struct buffer payload = {0};
    for (char id[64];;) {
        api_next(&payload, id);
        for (int i = 0; i < middleware_count; i++)
            run_middleware(i, false, &payload);
        if (worker != NULL)
            ask_worker(channel, &payload);
        for (int i = middleware_count - 1; i >= 0; i--)
            run_middleware(i, true, &payload);
        api_respond(&payload, id);
        start_spares();
    }
}
