#include "buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void end_without_memory(void) {
    fputs("redact-lines: out of memory\n", stderr);
    exit(1);
}

void *allocate(size_t size) {
    void *memory = malloc(size ? size : 1);
    if (!memory)
        end_without_memory();
    return memory;
}

void buffer_append(buffer *target, const char *bytes, size_t length) {
    if (target->capacity - target->length < length) {
        size_t wanted = target->length + length;
        target->capacity = wanted > target->capacity * 2 ? wanted : target->capacity * 2;
        target->bytes = realloc(target->bytes, target->capacity);
        if (!target->bytes)
            end_without_memory();
    }
    if (length)
        memcpy(target->bytes + target->length, bytes, length);
    target->length += length;
}

void buffer_append_char(buffer *target, char byte) { buffer_append(target, &byte, 1); }

void buffer_append_text(buffer *target, const char *text) { buffer_append(target, text, strlen(text)); }
