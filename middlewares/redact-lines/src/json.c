#include "json.h"

#include <stdio.h>
#include <string.h>

bool json_refuse(json_reader *reader, const char *problem) {
    if (!reader->problem)
        reader->problem = problem;
    return false;
}

char json_peek(json_reader *reader) {
    while (reader->at < reader->end && strchr(" \t\r\n", *reader->at) && *reader->at)
        reader->at++;
    return reader->at < reader->end ? *reader->at : 0;
}

bool json_take(json_reader *reader, char punctuation) {
    if (json_peek(reader) != punctuation)
        return json_refuse(reader, "not valid JSON");
    reader->at++;
    return true;
}

static bool take_hex(json_reader *reader, unsigned *unit) {
    if (reader->end - reader->at < 4)
        return json_refuse(reader, "not valid JSON: an escape is cut off");
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdefABCDEF", *found = *reader->at ? strchr(digits, *reader->at) : 0;
        if (!found)
            return json_refuse(reader, "not valid JSON: an escape without its four digits");
        unsigned digit = (unsigned)(found - digits);
        *unit = *unit * 16 + (digit > 15 ? digit - 6 : digit);
        reader->at++;
    }
    return true;
}

static void append_code_point(buffer *target, unsigned point) {
    if (point < 0x80) {
        buffer_append_char(target, (char)point);
        return;
    }
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    buffer_append_char(target, (char)(leads[more] | (point >> (6 * more))));
    while (more-- > 0)
        buffer_append_char(target, (char)(0x80 | ((point >> (6 * more)) & 0x3F)));
}

static bool take_unicode_escape(json_reader *reader, buffer *decoded) {
    unsigned unit, low;
    if (!take_hex(reader, &unit))
        return false;
    // Half of a pair alone becomes three bytes that are no UTF-8, and an escape again when it is written.
    if (unit >= 0xD800 && unit < 0xDC00 && reader->end - reader->at >= 6 && reader->at[0] == '\\' && reader->at[1] == 'u') {
        json_reader ahead = {reader->at + 2, reader->end, 0};
        if (take_hex(&ahead, &low) && low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            reader->at = ahead.at;
        }
    }
    append_code_point(decoded, unit);
    return true;
}

static bool take_escape(json_reader *reader, buffer *decoded) {
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    char name = reader->at < reader->end ? *reader->at++ : 0;
    if (name == 'u')
        return take_unicode_escape(reader, decoded);
    const char *found = name ? strchr(names, name) : 0;
    if (!found)
        return json_refuse(reader, "not valid JSON: an escape that does not exist");
    buffer_append_char(decoded, meanings[found - names]);
    return true;
}

bool json_take_text(json_reader *reader, buffer *decoded) {
    if (!json_take(reader, '"'))
        return false;
    for (;;) {
        const char *start = reader->at;
        while (reader->at < reader->end && *reader->at != '"' && *reader->at != '\\' && (unsigned char)*reader->at >= ' ')
            reader->at++;
        buffer_append(decoded, start, (size_t)(reader->at - start));
        if (reader->at == reader->end || (unsigned char)*reader->at < ' ')
            return json_refuse(reader, "not valid JSON: a text without its end");
        if (*reader->at++ == '"')
            return true;
        if (!take_escape(reader, decoded))
            return false;
    }
}

static size_t digits(const char *at, const char *end) {
    size_t count = 0;
    while (at + count < end && at[count] >= '0' && at[count] <= '9')
        count++;
    return count;
}

// Bytes of the number that begins here; 0 when none does.
static size_t number_length(const char *start, const char *end) {
    const char *at = start + (*start == '-');
    size_t whole = digits(at, end);
    if (whole == 0 || (whole > 1 && *at == '0'))
        return 0;
    at += whole;
    if (at < end && *at == '.') {
        size_t fraction = digits(at + 1, end);
        if (fraction == 0)
            return 0;
        at += 1 + fraction;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        size_t exponent = digits(at, end);
        if (exponent == 0)
            return 0;
        at += exponent;
    }
    return (size_t)(at - start);
}

bool json_take_literal(json_reader *reader, buffer *target) {
    static const char *const words[] = {"true", "false", "null"};
    char first = json_peek(reader);
    size_t length = 0, left = (size_t)(reader->end - reader->at);
    if (first == '-' || (first >= '0' && first <= '9'))
        length = number_length(reader->at, reader->end);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (size <= left && memcmp(reader->at, words[i], size) == 0)
            length = size;
    }
    if (length == 0)
        return json_refuse(reader, "not valid JSON");
    if (target)
        buffer_append(target, reader->at, length);
    reader->at += length;
    return true;
}

static bool skip_text(json_reader *reader) {
    static buffer forgotten;
    forgotten.length = 0;
    return json_take_text(reader, &forgotten);
}

bool json_skip(json_reader *reader, int depth) {
    char first = json_peek(reader);
    if (first == '"')
        return skip_text(reader);
    if (first != '{' && first != '[')
        return json_take_literal(reader, 0);
    if (depth == MAX_DEPTH)
        return json_refuse(reader, "nested too deeply");
    char last = first == '{' ? '}' : ']';
    reader->at++;
    if (json_peek(reader) == last) {
        reader->at++;
        return true;
    }
    for (;;) {
        if (first == '{' && (!skip_text(reader) || !json_take(reader, ':')))
            return false;
        if (!json_skip(reader, depth + 1))
            return false;
        if (json_peek(reader) == last) {
            reader->at++;
            return true;
        }
        if (!json_take(reader, ','))
            return false;
    }
}

static void write_unit(buffer *target, unsigned unit) {
    char escape[7];
    snprintf(escape, sizeof escape, "\\u%04x", unit);
    buffer_append(target, escape, 6);
}

void json_write_text(buffer *target, const char *text, size_t length) {
    static const char signs[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    buffer_append_char(target, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        const char *found = byte ? strchr(signs, byte) : 0;
        if (found) {
            buffer_append_char(target, '\\');
            buffer_append_char(target, names[found - signs]);
        } else if (byte < ' ') {
            write_unit(target, byte);
        } else if (byte == 0xED && i + 2 < length && (unsigned char)text[i + 1] >= 0xA0) {
            write_unit(target, 0xD000u | ((text[i + 1] & 0x3Fu) << 6) | (text[i + 2] & 0x3Fu));
            i += 2;
        } else {
            buffer_append_char(target, (char)byte);
        }
    }
    buffer_append_char(target, '"');
}

bool is_utf8(const char *bytes, size_t length) {
    for (size_t i = 0; i < length;) {
        unsigned char lead = (unsigned char)bytes[i];
        size_t more = lead < 0x80 ? 0 : lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : 4;
        if (more == 4 || length - i <= more)
            return false;
        for (size_t k = 1; k <= more; k++) {
            if (((unsigned char)bytes[i + k] & 0xC0) != 0x80)
                return false;
        }
        unsigned char second = more ? (unsigned char)bytes[i + 1] : 0;
        // Longer than need be, half of a surrogate pair, or beyond the last code point.
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90))
            return false;
        i += more + 1;
    }
    return true;
}
