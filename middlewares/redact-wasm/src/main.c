// A WASI command: payload on STDIN, redacted payload on STDOUT, anything wrong on STDERR with status 1.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "redact.h"

static void read_all(buffer *input) {
    char block[16384];
    for (ssize_t count; (count = read(STDIN_FILENO, block, sizeof block)) > 0;)
        buffer_append(input, block, (size_t)count);
}

static bool write_all(const buffer *output) {
    for (size_t done = 0; done < output->length;) {
        ssize_t count = write(STDOUT_FILENO, output->bytes + done, output->length - done);
        if (count <= 0)
            return false;
        done += (size_t)count;
    }
    return true;
}

int main(void) {
    static redaction rules;
    static buffer input, output;
    const char *config = getenv("SOR_STAGE_CONFIG"), *problem = redaction_read(&rules, config ? config : "null");
    if (!problem) {
        read_all(&input);
        json_reader reader = {input.bytes, input.bytes + input.length, 0};
        if (!is_utf8(input.bytes, input.length))
            problem = "not valid UTF-8";
        else if (!redact(&reader, &rules, &output))
            problem = reader.problem;
        else if (json_peek(&reader) || reader.at != reader.end)
            problem = "more than one document";
    }
    if (problem) {
        fprintf(stderr, "redact-wasm: %s\n", problem);
        return 1;
    }
    return write_all(&output) ? 0 : 1;
}
