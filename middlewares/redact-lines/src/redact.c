#include "redact.h"

#include <stdlib.h>

// A set of pointers: those that lead to the value at hand, or through it.
typedef struct {
    short indexes[MAX_POINTERS];
    int count;
} pointer_set;

static bool redact_value(json_reader *reader, const redaction *rules, buffer *target, const pointer_set *here, int depth);

static bool ends_here(const redaction *rules, const pointer_set *here, int depth) {
    for (int i = 0; i < here->count; i++) {
        if (rules->pointers[here->indexes[i]].count == depth)
            return true;
    }
    return false;
}

// The value of a member (of this name) or of an element (name is null).
static bool redact_below(json_reader *reader, const redaction *rules, buffer *target, const pointer_set *here, int depth, const buffer *name, size_t index) {
    if (here->count == 0)
        return redact_value(reader, rules, target, here, depth + 1);
    pointer_set *below = allocate(sizeof *below);
    below->count = 0;
    for (int i = 0; i < here->count; i++) {
        const buffer *segment = &rules->pointers[here->indexes[i]].segments[depth];
        if (name ? names_member(segment, name) : names_element(segment, index))
            below->indexes[below->count++] = here->indexes[i];
    }
    bool done = redact_value(reader, rules, target, below, depth + 1);
    free(below);
    return done;
}

static bool redact_member(json_reader *reader, const redaction *rules, buffer *target, const pointer_set *here, int depth) {
    buffer name = {0};
    bool done = json_take_text(reader, &name) && json_take(reader, ':');
    if (done) {
        json_write_text(target, name.bytes, name.length);
        buffer_append_char(target, ':');
        done = redact_below(reader, rules, target, here, depth, &name, 0);
    }
    free(name.bytes);
    return done;
}

static bool redact_container(json_reader *reader, const redaction *rules, buffer *target, const pointer_set *here, int depth) {
    char first = *reader->at++, last = first == '{' ? '}' : ']';
    buffer_append_char(target, first);
    for (size_t index = 0; json_peek(reader) != last; index++) {
        if (index > 0) {
            if (!json_take(reader, ','))
                return false;
            buffer_append_char(target, ',');
        }
        if (first == '{' ? !redact_member(reader, rules, target, here, depth) : !redact_below(reader, rules, target, here, depth, 0, index))
            return false;
    }
    reader->at++;
    buffer_append_char(target, last);
    return true;
}

static bool redact_text(json_reader *reader, buffer *target) {
    buffer text = {0};
    bool done = json_take_text(reader, &text);
    if (done)
        json_write_text(target, text.bytes, text.length);
    free(text.bytes);
    return done;
}

static bool redact_value(json_reader *reader, const redaction *rules, buffer *target, const pointer_set *here, int depth) {
    if (ends_here(rules, here, depth)) {
        buffer_append(target, rules->replacement.bytes, rules->replacement.length);
        return json_skip(reader, depth);
    }
    char first = json_peek(reader);
    if (first == '"')
        return redact_text(reader, target);
    if (first != '{' && first != '[')
        return json_take_literal(reader, target);
    return depth == MAX_DEPTH ? json_refuse(reader, "nested too deeply") : redact_container(reader, rules, target, here, depth);
}

bool redact(json_reader *reader, const redaction *rules, buffer *target) {
    pointer_set all = {.count = rules->count};
    for (int i = 0; i < rules->count; i++)
        all.indexes[i] = (short)i;
    return redact_value(reader, rules, target, &all, 0);
}
