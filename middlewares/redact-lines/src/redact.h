// One document: from JSON to the same without what nobody may see.
#ifndef REDACT_H
#define REDACT_H

#include "json.h"
#include "pointers.h"

// Takes the value that stands here and appends it, compact and redacted. False: reader->problem says why not.
bool redact(json_reader *reader, const redaction *rules, buffer *target);

#endif
