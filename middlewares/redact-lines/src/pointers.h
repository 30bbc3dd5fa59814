// The configuration: which values are replaced, and by what.
#ifndef POINTERS_H
#define POINTERS_H

#include <stdbool.h>

#include "buffer.h"

#define MAX_POINTERS 1000

typedef struct {
    buffer *segments; // unescaped
    int count;
} pointer;

typedef struct {
    pointer pointers[MAX_POINTERS];
    int count;
    buffer replacement; // as JSON, with its quotes
} redaction;

// Reads the configuration; null, or what is wrong with it.
const char *redaction_read(redaction *rules, const char *json);

// Whether a segment names the member.
bool names_member(const buffer *segment, const buffer *name);

// Whether a segment names the element.
bool names_element(const buffer *segment, size_t index);

#endif
