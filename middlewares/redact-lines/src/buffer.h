// Bytes that grow. Out of memory ends the process: the host starts another one.
#ifndef BUFFER_H
#define BUFFER_H

#include <stddef.h>

typedef struct {
    char *bytes;
    size_t length, capacity;
} buffer;

void buffer_append(buffer *target, const char *bytes, size_t length);
void buffer_append_char(buffer *target, char byte);
void buffer_append_text(buffer *target, const char *text);

// malloc that does not return without memory.
void *allocate(size_t size);

#endif
