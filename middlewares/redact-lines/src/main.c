// A filter over lines with an envelope: {"id","phase","context","event"} in, {"id","event"} or {"id","error"} out.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "redact.h"

static bool is(const buffer *name, const char *text) { return name->length == strlen(text) && memcmp(name->bytes, text, name->length) == 0; }

// The id of a request as it is written, and where its event stands; false for what is no request.
static bool read_request(json_reader *reader, buffer *id, json_reader *event) {
    static buffer name;
    bool has_event = false;
    if (!json_take(reader, '{'))
        return false;
    do {
        name.length = 0;
        if (!json_take_text(reader, &name) || !json_take(reader, ':'))
            return false;
        json_peek(reader);
        const char *start = reader->at;
        if (is(&name, "id") ? !json_take_literal(reader, id) : !json_skip(reader, 0))
            return false;
        if (is(&name, "event")) {
            *event = (json_reader){start, reader->at, 0};
            has_event = true;
        }
    } while (json_peek(reader) == ',' && json_take(reader, ','));
    return json_take(reader, '}') && id->length > 0 && has_event;
}

static void answer(const redaction *rules, const char *line, size_t length, buffer *output) {
    static buffer id;
    json_reader request = {line, line + length, 0}, event = {0};
    id.length = 0;
    if (!read_request(&request, &id, &event)) {
        // Without an id there is no answer; the host sees the end of the process, and this line.
        fputs("redact-lines: a line that is no request; is envelope: true set?\n", stderr);
        exit(1);
    }
    output->length = 0;
    buffer_append_text(output, "{\"id\":");
    buffer_append(output, id.bytes, id.length);
    size_t head = output->length;
    buffer_append_text(output, ",\"event\":");
    bool done = is_utf8(event.at, (size_t)(event.end - event.at)) ? redact(&event, rules, output) : json_refuse(&event, "not valid UTF-8");
    if (!done) {
        output->length = head;
        buffer_append_text(output, ",\"error\":{\"errorType\":\"Redact.NotJson\",\"errorMessage\":");
        json_write_text(output, event.problem, strlen(event.problem));
        buffer_append_text(output, ",\"retry\":false}");
    }
    buffer_append_text(output, "}\n");
}

int main(void) {
    static redaction rules;
    const char *config = getenv("SOR_STAGE_CONFIG"), *problem = redaction_read(&rules, config ? config : "null");
    if (problem) {
        fprintf(stderr, "redact-lines: %s\n", problem);
        return 2;
    }
    char *line = 0;
    size_t capacity = 0;
    buffer output = {0};
    for (ssize_t length; (length = getline(&line, &capacity, stdin)) > 0;) {
        answer(&rules, line, (size_t)length, &output);
        if (fwrite(output.bytes, 1, output.length, stdout) != output.length || fflush(stdout) != 0)
            return 1;
    }
    return 0;
}
