#include "pointers.h"

#include <stdio.h>
#include <string.h>

#include "json.h"

static const char no_pointer[] = "config.pointers: a JSON pointer begins with / and has ~ only as ~0 or ~1";

static const char *read_pointer(pointer *parsed, const buffer *text) {
    if (text->length > 0 && text->bytes[0] != '/')
        return no_pointer;
    parsed->count = 0;
    for (size_t i = 0; i < text->length; i++)
        parsed->count += text->bytes[i] == '/';
    parsed->segments = allocate(sizeof(buffer) * (size_t)parsed->count);
    memset(parsed->segments, 0, sizeof(buffer) * (size_t)parsed->count);
    int segment = -1;
    for (size_t i = 0; i < text->length; i++) {
        char byte = text->bytes[i];
        if (byte == '/') {
            segment++;
            continue;
        }
        if (byte == '~') {
            char which = ++i < text->length ? text->bytes[i] : 0;
            if (which != '0' && which != '1')
                return no_pointer;
            byte = which == '0' ? '~' : '/';
        }
        buffer_append_char(&parsed->segments[segment], byte);
    }
    return 0;
}

static const char *read_pointers(redaction *rules, json_reader *reader) {
    static const char list[] = "config.pointers: a list of JSON pointers is needed, such as [\"/password\"]";
    buffer text = {0};
    if (!json_take(reader, '['))
        return list;
    if (json_peek(reader) == ']')
        return json_take(reader, ']') ? 0 : list;
    do {
        text.length = 0;
        if (json_peek(reader) != '"' || !json_take_text(reader, &text))
            return list;
        if (rules->count == MAX_POINTERS)
            return "config.pointers: there are more than 1000";
        const char *problem = read_pointer(&rules->pointers[rules->count++], &text);
        if (problem)
            return problem;
    } while (json_peek(reader) == ',' && json_take(reader, ','));
    return json_take(reader, ']') ? 0 : list;
}

static const char *read_replacement(redaction *rules, json_reader *reader) {
    buffer text = {0};
    if (json_peek(reader) != '"' || !json_take_text(reader, &text))
        return "config.with: a text is needed";
    rules->replacement.length = 0;
    json_write_text(&rules->replacement, text.bytes, text.length);
    return 0;
}

static bool is(const buffer *name, const char *text) { return name->length == strlen(text) && memcmp(name->bytes, text, name->length) == 0; }

const char *redaction_read(redaction *rules, const char *json) {
    json_reader reader = {json, json + strlen(json), 0};
    buffer name = {0};
    bool has_pointers = false;
    buffer_append_text(&rules->replacement, "\"[redacted]\"");
    if (!json_take(&reader, '{'))
        return "config: an object is needed, such as {\"pointers\": [\"/password\"]}";
    if (json_peek(&reader) != '}') {
        do {
            name.length = 0;
            if (!json_take_text(&reader, &name) || !json_take(&reader, ':'))
                return "config: not valid JSON";
            const char *problem = "config: a key that does not exist; there are pointers and with";
            if (is(&name, "pointers")) {
                has_pointers = true;
                problem = read_pointers(rules, &reader);
            } else if (is(&name, "with")) {
                problem = read_replacement(rules, &reader);
            }
            if (problem)
                return problem;
        } while (json_peek(&reader) == ',' && json_take(&reader, ','));
    }
    if (!json_take(&reader, '}') || json_peek(&reader) != 0)
        return "config: not valid JSON";
    return has_pointers ? 0 : "config.pointers: a list of JSON pointers is needed, such as [\"/password\"]";
}

static bool is_star(const buffer *segment) { return segment->length == 1 && segment->bytes[0] == '*'; }

bool names_member(const buffer *segment, const buffer *name) {
    return is_star(segment) || (segment->length == name->length && (name->length == 0 || memcmp(segment->bytes, name->bytes, name->length) == 0));
}

bool names_element(const buffer *segment, size_t index) {
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%zu", index);
    return is_star(segment) || (segment->length == (size_t)length && memcmp(segment->bytes, digits, segment->length) == 0);
}
