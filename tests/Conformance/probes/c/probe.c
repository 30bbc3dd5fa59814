/* The probe of spec/probe.md in plain C: a frames worker without any library. It reads compact JSON only, which is what
   the host sends; a program for real use takes a JSON parser. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 65536, BODY = 6291556 };

static FILE *in;
static int out;
static char header[HEADER + 1];
static char *body, *answer;

/* Length of the JSON value at the start of a text. */
static size_t value_length(const char *text) {
    int depth = 0, quoted = 0;
    size_t i = 0;
    for (; text[i]; i++) {
        if (quoted) {
            if (text[i] == '\\' && text[i + 1]) i++;
            else if (text[i] == '"' && (quoted = 0, depth == 0)) return i + 1;
        } else if (text[i] == '"') {
            quoted = 1;
        } else if (text[i] == '{' || text[i] == '[') {
            depth++;
        } else if (text[i] == '}' || text[i] == ']') {
            if (depth == 0) return i;
            if (--depth == 0) return i + 1;
        } else if (text[i] == ',' && depth == 0) {
            return i;
        }
    }
    return i;
}

/* Value of a member of the JSON object at the start of a text; an empty text when there is none. */
static const char *member(const char *json, const char *name) {
    size_t length = strlen(name);
    if (*json != '{') return "";
    json++;
    while (*json == '"') {
        size_t key = value_length(json);
        const char *value = json + key + 1;
        if (key == length + 2 && strncmp(json + 1, name, length) == 0) return value;
        json = value + value_length(value);
        if (*json == ',') json++;
    }
    return "";
}

static int is(const char *value, const char *text) {
    size_t length = strlen(text);
    return value[0] == '"' && strncmp(value + 1, text, length) == 0 && value[length + 1] == '"';
}

static void send_all(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(out, bytes, count);
        if (written <= 0) exit(0);
        bytes += written;
        count -= (size_t)written;
    }
}

static void send_frame(const char *type, long long id, const char *bytes, size_t count) {
    char line[128];
    send_all(line, (size_t)snprintf(line, sizeof line, "{\"type\":\"%s\",\"id\":%lld,\"length\":%zu}\n", type, id, count));
    send_all(bytes, count);
}

static void send_note(long long id, const char *name, const char *value) {
    char line[4096];
    send_all(line, (size_t)snprintf(line, sizeof line, "{\"type\":\"note\",\"id\":%lld,\"%s\":%.*s}\n", id, name, (int)value_length(value), value));
}

static void invoke(size_t length) {
    static char config[4096] = "null";
    long long id = atoll(member(header, "id"));
    int is_before = is(member(header, "phase"), "before");
    const char *command = member(body, "probe");
    const char *value = member(body, "value");
    if (getenv("SOR_STAGE_CONFIG")) snprintf(config, sizeof config, "%s", getenv("SOR_STAGE_CONFIG"));
    if (is(command, "reply")) {
        const char *reply = member(body, "body");
        send_frame("reply", id, reply, value_length(reply));
        return;
    }
    if (is(command, "fail")) {
        const char *type = member(body, "errorType"), *message = member(body, "errorMessage");
        char line[4096];
        send_all(line, (size_t)snprintf(line, sizeof line, "{\"type\":\"error\",\"id\":%lld,\"errorType\":%.*s,\"errorMessage\":%.*s}\n", id,
            (int)value_length(type), type, (int)value_length(message), message));
        return;
    }
    if (is(command, "state")) {
        if (is_before) {
            send_note(id, "state", value);
        } else {
            const char *state = member(member(header, "context"), "state");
            int count = snprintf(answer, BODY, "{\"probe\":\"state\",\"state\":%.*s}", (int)value_length(state), state);
            send_frame("result", id, answer, (size_t)count);
            return;
        }
    }
    if (is(command, "attributes")) send_note(id, "attributes", value);
    if (is(command, "content-type")) send_note(id, "contentType", value);
    if (is(command, "context")) {
        const char *request = member(member(header, "context"), "requestId");
        int count = snprintf(answer, BODY, "{\"probe\":\"context\",\"requestId\":%.*s,\"stage\":\"%s\",\"phase\":\"%s\",\"config\":%s}",
            (int)value_length(request), request, getenv("SOR_STAGE"), is_before ? "before" : "after", config);
        send_frame("result", id, answer, (size_t)count);
        return;
    }
    if (is(command, "size")) {
        size_t size = (size_t)atol(member(body, "bytes"));
        memset(answer, 'x', size);
        answer[0] = answer[size - 1] = '"';
        send_frame("result", id, answer, size);
        return;
    }
    if (is(command, "sleep")) {
        long ms = atol(member(body, "ms"));
        struct timespec time = {ms / 1000, ms % 1000 * 1000000};
        nanosleep(&time, NULL);
    }
    if (is(command, "print")) {
        printf("%s\n", body);
        fflush(stdout);
    }
    if (is(command, "crash")) _exit(1);
    send_frame("result", id, body, length);
}

int main(void) {
    out = atoi(getenv("SOR_CHANNEL_FD"));
    fcntl(out, F_SETFD, FD_CLOEXEC);
    in = fdopen(dup(out), "r");
    body = malloc(BODY + 1);
    answer = malloc(BODY + 1);
    while (fgets(header, sizeof header, in)) {
        size_t length = (size_t)atol(member(header, "length"));
        if (length > BODY || fread(body, 1, length, in) != length) return 1;
        body[length] = 0;
        const char *type = member(header, "type");
        if (is(type, "hello")) send_all("{\"type\":\"ready\",\"version\":1}\n", 29);
        else if (is(type, "invoke")) invoke(length);
        else if (is(type, "shutdown")) return 0;
        else if (is(type, "ping")) {
            char line[4096];
            const char *token = member(header, "token");
            send_all(line, (size_t)snprintf(line, sizeof line, "{\"type\":\"pong\",\"token\":%.*s}\n", (int)value_length(token), token));
        }
    }
    return 0;
}
