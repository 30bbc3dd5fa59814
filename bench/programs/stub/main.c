/* stub: a Runtime API of AWS Lambda that measures the bootstrap it starts.
 *
 * One thread, one epoll. It costs the bootstrap as little as a Runtime API can: one wait, one read and one write for each
 * request. An invocation is timed from just before its event is written to the last byte of the response read.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "event.h"
#include "http.h"
#include "options.h"
#include "report.h"
#include "throttle.h"
#include "tree.h"

#define API "/2018-06-01/runtime/"

/* The bootstrap's own invocation deadline; no run waits so long for one answer. */
enum { DEADLINE_MS = 60000 };
/* How long the last `next` may take after the last answer: it ends the billed time of the last invocation. */
static const nanoseconds last_next_limit = 5000000000;

static struct options options;
static struct event event;
static struct run run;
static long total, handed_out;
static bool answered = true; /* the last event that was handed out */
static char request_id[40];
static struct connection *waiting; /* its `next` is not answered yet */
static nanoseconds due;            /* not before this comes the next event */
static int poller, bootstrap_fd;
static pid_t bootstrap;
static volatile sig_atomic_t interrupted;
static char timer_source; /* its address tells the throttle's timer from a connection */

static void on_signal(int signal)
{
    (void)signal;
    interrupted = 1;
}

static void watch(int fd, uint32_t events, void *data, int operation)
{
    struct epoll_event interest = {.events = events, .data.ptr = data};
    if (epoll_ctl(poller, operation, fd, &interest) != 0)
        die("cannot watch a descriptor: %m");
}

/* The connection ends with the current step: callers may look at it until then. */
static void drop(struct connection *connection)
{
    if (waiting == connection)
        waiting = NULL;
    connection->dropped = true;
}

static void end_step(struct connection *connection)
{
    if (connection->dropped)
        http_close(connection);
}

/* After http_send or http_flush. */
static void after_sending(struct connection *connection, enum http_result result)
{
    if (result == HTTP_BROKEN)
        drop(connection);
    else if (result == HTTP_PARTIAL)
        watch(connection->fd, EPOLLIN | EPOLLOUT, connection, EPOLL_CTL_MOD);
}

static void reply(struct connection *connection, const char *status, const char *body)
{
    int length = snprintf(connection->head, sizeof connection->head,
                          "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", status, strlen(body), body);
    after_sending(connection, http_send(connection, (size_t)length, NULL, 0));
}

static void note_error(const char *text, size_t length)
{
    run.errors++;
    if (run.first_error[0] == '\0')
        snprintf(run.first_error, sizeof run.first_error, "%.*s", (int)(length < 500 ? length : 500), text);
}

static void take_sample(void)
{
    struct sample sample;
    struct tree tree;
    if (!process_look(bootstrap, &sample.bootstrap))
        return;
    tree_list(&tree);
    sample.processes = tree.count;
    samples_add(&run.samples, sample);
}

static void hand_out(void)
{
    struct connection *connection = waiting;
    long number = handed_out++;
    waiting = NULL;
    if (options.sample_every != 0 && number >= options.warmup && number % options.sample_every == 0)
        take_sample();

    event_number(&event, number);
    snprintf(request_id, sizeof request_id, "%08lx-0b57-4ac0-9e1d-%012lx", number, number);
    long long deadline = read_clock(CLOCK_REALTIME) / 1000000 + DEADLINE_MS;
    int length = snprintf(connection->head, sizeof connection->head,
                          "HTTP/1.1 200 OK\r\n"
                          "Content-Type: application/json\r\n"
                          "Lambda-Runtime-Aws-Request-Id: %s\r\n"
                          "Lambda-Runtime-Invocation-Id: %s-1\r\n"
                          "Lambda-Runtime-Deadline-Ms: %lld\r\n"
                          "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:000000000000:function:bench\r\n"
                          "Lambda-Runtime-Trace-Id: Root=1-00000000-%024lx;Parent=%016lx;Sampled=0\r\n"
                          "Content-Length: %zu\r\n\r\n",
                          request_id, request_id, deadline, number, number, event.length);
    answered = false;
    run.invocations[number].handed_out = now();
    due = run.invocations[number].handed_out + options.every_ms * 1000000;
    if (options.freeze)
        throttle_thaw();
    after_sending(connection, http_send(connection, (size_t)length, event.data, event.length));
    end_step(connection);
}

static void on_next(struct connection *connection, nanoseconds time)
{
    if (!answered) {
        note_error("next before a response", 22);
        reply(connection, "403 Forbidden", "{\"errorMessage\":\"answer first\",\"errorType\":\"InvalidStateTransition\"}");
        return;
    }
    if (run.first_next == 0)
        run.first_next = time;
    if (handed_out > 0 && run.invocations[handed_out - 1].next == 0)
        run.invocations[handed_out - 1].next = time;
    waiting = connection;
    throttle_begin();
    if (options.freeze) {
        throttle_freeze();
        run.freezes++;
    }
}

static void on_answer(struct connection *connection, const struct request *request, nanoseconds time, const char *kind)
{
    if (answered) {
        note_error("an answer that is not awaited", 29);
        reply(connection, "400 Bad Request", "{\"errorMessage\":\"unknown id\",\"errorType\":\"InvalidRequestID\"}");
        return;
    }
    answered = true;
    run.invocations[run.answered++].answered = time;
    if (run.first_answer == 0)
        run.first_answer = time;
    reply(connection, "202 Accepted", "{\"status\":\"OK\"}\n");
    /* from here on the bootstrap waits for nothing: the checks cost it no time */
    if (strcmp(kind, "error") == 0)
        note_error(request->body, request->body_length);
    else if (!event_equals(&event, request->body, request->body_length))
        run.mismatches++;
}

static void on_request(struct connection *connection, const struct request *request, nanoseconds time)
{
    static const char invocation[] = API "invocation/";
    size_t prefix = sizeof invocation - 1, id = strlen(request_id);
    const char *path = request->path;

    if (strcmp(path, API "invocation/next") == 0) {
        on_next(connection, time);
    } else if (strcmp(path, API "init/error") == 0) {
        note_error(request->body, request->body_length);
        reply(connection, "202 Accepted", "{\"status\":\"OK\"}\n");
    } else if (id > 0 && strncmp(path, invocation, prefix) == 0 && strncmp(path + prefix, request_id, id) == 0 &&
               (strcmp(path + prefix + id, "/response") == 0 || strcmp(path + prefix + id, "/error") == 0)) {
        on_answer(connection, request, time, path + prefix + id + 1);
    } else {
        note_error(path, strlen(path));
        reply(connection, "404 Not Found", "{\"errorMessage\":\"no such path or id\",\"errorType\":\"NotFound\"}");
    }
}

static void on_readable(struct connection *connection)
{
    struct request request;
    enum http_result result = http_receive(connection);
    while (result != HTTP_BROKEN && (result = http_parse(connection, &request)) == HTTP_DONE) {
        on_request(connection, &request, now());
        http_take(connection);
        if (connection->dropped)
            return;
    }
    if (result == HTTP_BROKEN)
        drop(connection);
}

static void on_connection(struct connection *connection, uint32_t events)
{
    if (events & EPOLLOUT) {
        enum http_result result = http_flush(connection);
        if (result == HTTP_BROKEN)
            drop(connection);
        else if (result == HTTP_DONE)
            watch(connection->fd, EPOLLIN, connection, EPOLL_CTL_MOD);
    }
    if (!connection->dropped && (events & ~(uint32_t)EPOLLOUT) != 0)
        on_readable(connection);
    end_step(connection);
}

static void on_listener(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), on = 1;
    if (fd < 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(fd, EPOLLIN, http_open(fd), EPOLL_CTL_ADD);
}

static int listen_on_loopback(int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 64) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        die("cannot listen on the loopback address: %m");
    *port = ntohs(address.sin_port);
    return listener;
}

static void start_bootstrap(int port)
{
    throttle_prepare(options.cpu_percent);
    throttle_enter();
    run.spawned = now();
    bootstrap = tree_start(&options, port);
    throttle_leave();
    bootstrap_fd = (int)syscall(SYS_pidfd_open, bootstrap, 0);
    if (bootstrap_fd < 0)
        die("cannot watch the bootstrap process: %m");
    watch(bootstrap_fd, EPOLLIN, &bootstrap_fd, EPOLL_CTL_ADD);
    if (throttle_timer() >= 0)
        watch(throttle_timer(), EPOLLIN, &timer_source, EPOLL_CTL_ADD);
}

static const char *describe_exit(void)
{
    static char text[64];
    int status = 0;
    waitpid(bootstrap, &status, WNOHANG);
    if (WIFSIGNALED(status))
        snprintf(text, sizeof text, "bootstrap ended by signal %d", WTERMSIG(status));
    else
        snprintf(text, sizeof text, "bootstrap exited with status %d", WEXITSTATUS(status));
    return text;
}

/* Until when to sleep at most, in milliseconds for epoll_wait. */
static int sleep_ms(nanoseconds until, nanoseconds time)
{
    if (until <= time)
        return 0;
    nanoseconds ms = (until - time + 999999) / 1000000;
    return ms > 1000 ? 1000 : (int)ms;
}

/* Whether everything has been handed out and answered; the last `next` is waited for, but not for ever. */
static bool finished(nanoseconds time)
{
    return run.answered == total && (waiting != NULL || time > run.invocations[total - 1].answered + last_next_limit);
}

static const char *serve(int listener)
{
    nanoseconds limit = run.spawned + options.timeout_s * 1000000000, time;
    struct epoll_event events[16];

    while (time = now(), !finished(time)) {
        if (interrupted)
            return "interrupted";
        if (time > limit)
            return "timeout";
        bool ready = waiting != NULL && handed_out < total;
        if (ready && time >= due) {
            hand_out();
            continue;
        }
        int count = epoll_wait(poller, events, 16, sleep_ms(ready ? due : limit, time));
        for (int i = 0; i < count; i++) {
            void *source = events[i].data.ptr;
            if (source == NULL)
                on_listener(listener);
            else if (source == &bootstrap_fd)
                return describe_exit();
            else if (source == &timer_source)
                throttle_tick();
            else
                on_connection(source, events[i].events);
        }
    }
    return "ok";
}

static void look_at_the_end(void)
{
    struct tree tree;
    struct process_state state;
    process_look(bootstrap, &run.bootstrap);
    tree_list(&tree);
    run.tree_processes = tree.count;
    for (int i = 0; i < tree.count; i++)
        if (process_look(tree.pids[i], &state))
            run.tree_rss_kb += state.rss_kb;
}

int main(int argc, char **argv)
{
    int port;
    options_read(&options, argc, argv);
    event = event_create((size_t)options.payload_bytes);
    total = options.warmup + options.count;
    run.warmup = options.warmup;
    run.invocations = calloc((size_t)total, sizeof *run.invocations);
    if (run.invocations == NULL)
        die("no memory for %ld invocations", total);

    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    poller = epoll_create1(EPOLL_CLOEXEC);
    int listener = listen_on_loopback(&port);
    watch(listener, EPOLLIN, NULL, EPOLL_CTL_ADD);

    start_bootstrap(port);
    run.status = serve(listener);
    look_at_the_end();
    run.cpu_ms = tree_end();
    throttle_remove();
    report_print(&run, &options, throttle_kind());
    return strcmp(run.status, "ok") == 0 && run.errors == 0 && run.mismatches == 0 ? 0 : 1;
}
