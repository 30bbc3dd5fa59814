// Reads JSON from memory, token by token, and writes texts as JSON. Strict: what RFC 8259 does not allow is a problem.
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>

#include "buffer.h"

// Deepest nesting that is read: the walk calls itself for each level.
#define MAX_DEPTH 512

typedef struct {
    const char *at, *end;
    const char *problem; // the first one; null while all is well. Functions that return false have set it
} json_reader;

// The next byte that is no blank; 0 at the end.
char json_peek(json_reader *reader);

// Takes one byte of punctuation.
bool json_take(json_reader *reader, char punctuation);

// Takes a text and appends what it means to `decoded`.
bool json_take_text(json_reader *reader, buffer *decoded);

// Takes a number, true, false or null, and appends it as it is written; target may be null.
bool json_take_literal(json_reader *reader, buffer *target);

// Takes a whole value and forgets it.
bool json_skip(json_reader *reader, int depth);

bool json_refuse(json_reader *reader, const char *problem);

// Appends a text in quotes, escaping no more than JSON asks for.
void json_write_text(buffer *target, const char *text, size_t length);

bool is_utf8(const char *bytes, size_t length);

#endif
