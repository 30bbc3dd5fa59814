#include "report.h"

#include <string.h>

static int compare(const void *a, const void *b)
{
    nanoseconds x = *(const nanoseconds *)a, y = *(const nanoseconds *)b;
    return (x > y) - (x < y);
}

/* `values` must be sorted. */
static double percentile(const nanoseconds *values, long count, double share)
{
    double place = share * (double)(count - 1);
    long below = (long)place, above = below + 1 < count ? below + 1 : below;
    return (double)values[below] + ((double)values[above] - (double)values[below]) * (place - (double)below);
}

static void print_times(const char *name, nanoseconds *values, long count)
{
    if (count == 0) {
        printf(",\"%s\":null", name);
        return;
    }
    double sum = 0;
    for (long i = 0; i < count; i++)
        sum += (double)values[i];
    qsort(values, (size_t)count, sizeof *values, compare);
    printf(",\"%s\":{\"min\":%.2f,\"p50\":%.2f,\"p90\":%.2f,\"p99\":%.2f,\"max\":%.2f,\"mean\":%.2f}", name, (double)values[0] / 1e3,
           percentile(values, count, .5) / 1e3, percentile(values, count, .9) / 1e3, percentile(values, count, .99) / 1e3,
           (double)values[count - 1] / 1e3, sum / (double)count / 1e3);
}

static void print_text(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < ' ' || c >= 127)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

void samples_add(struct samples *samples, struct sample sample)
{
    if (samples->count == samples->capacity) {
        samples->capacity = samples->capacity == 0 ? 256 : samples->capacity * 2;
        samples->list = realloc(samples->list, (size_t)samples->capacity * sizeof sample);
        if (samples->list == NULL)
            die("no memory for %ld samples", samples->capacity);
    }
    samples->list[samples->count++] = sample;
}

static long sampled_value(const struct sample *sample, int which)
{
    switch (which) {
    case 0: return sample->bootstrap.rss_kb;
    case 1: return sample->bootstrap.descriptors;
    default: return sample->processes;
    }
}

/* Growth shows as a difference between `early` and `late`, the medians of the first and the last fifth. */
static void print_samples(const struct samples *samples, long every)
{
    static const char *const names[] = {"rss_kb", "descriptors", "processes"};
    long n = samples->count, fifth = n < 5 ? 1 : n / 5;
    nanoseconds *values = calloc((size_t)n, sizeof *values);
    if (values == NULL)
        die("no memory for %ld samples", n);

    printf(",\"samples\":{\"every\":%ld,\"count\":%ld", every, n);
    for (int which = 0; which < 3; which++) {
        for (long i = 0; i < n; i++)
            values[i] = sampled_value(&samples->list[i], which);
        long first = values[0], last = values[n - 1];
        qsort(values, (size_t)fifth, sizeof *values, compare);
        double early = percentile(values, fifth, .5);
        qsort(values + n - fifth, (size_t)fifth, sizeof *values, compare);
        double late = percentile(values + n - fifth, fifth, .5);
        qsort(values, (size_t)n, sizeof *values, compare);
        printf(",\"%s\":{\"first\":%ld,\"early\":%.0f,\"median\":%.0f,\"late\":%.0f,\"last\":%ld,\"max\":%ld}", names[which], first, early,
               percentile(values, n, .5), late, last, (long)values[n - 1]);
    }
    printf("}");
    free(values);
}

void report_print(const struct run *run, const struct options *options, const char *cpu_limit)
{
    long from = run->warmup, measured = run->answered > from ? run->answered - from : 0;
    const struct invocation *list = run->invocations + from;
    nanoseconds *latency = calloc((size_t)measured + 1, sizeof *latency), *billed = calloc((size_t)measured + 1, sizeof *billed),
                *after = calloc((size_t)measured + 1, sizeof *after);
    if (latency == NULL || billed == NULL || after == NULL)
        die("no memory for %ld times", measured);

    long asked_again = 0;
    for (long i = 0; i < measured; i++) {
        latency[i] = list[i].answered - list[i].handed_out;
        if (list[i].next == 0)
            continue;
        billed[asked_again] = list[i].next - list[i].handed_out;
        after[asked_again++] = list[i].next - list[i].answered;
    }

    printf("{\"status\":");
    print_text(run->status);
    printf(",\"payload_bytes\":%ld,\"count\":%ld,\"measured\":%ld,\"errors\":%ld,\"mismatches\":%ld", options->payload_bytes, options->count,
           measured, run->errors, run->mismatches);
    printf(",\"first_next_ms\":%.3f,\"first_response_ms\":%.3f", run->first_next == 0 ? -1 : (double)(run->first_next - run->spawned) / 1e6,
           run->first_answer == 0 ? -1 : (double)(run->first_answer - run->spawned) / 1e6);
    print_times("latency_us", latency, measured);
    print_times("billed_us", billed, asked_again);
    print_times("after_us", after, asked_again);
    if (measured > 0)
        printf(",\"per_second\":%.1f", (double)measured * 1e9 / (double)(list[measured - 1].answered - list[0].handed_out));
    printf(",\"cpu_ms\":%.1f,\"cpu_limit\":\"%s\",\"freezes\":%ld", run->cpu_ms, cpu_limit, run->freezes);
    printf(",\"bootstrap\":{\"rss_kb\":%ld,\"peak_rss_kb\":%ld,\"descriptors\":%ld},\"tree\":{\"rss_kb\":%ld,\"processes\":%ld}",
           run->bootstrap.rss_kb, run->bootstrap.peak_rss_kb, run->bootstrap.descriptors, run->tree_rss_kb, run->tree_processes);
    if (run->samples.count > 0)
        print_samples(&run->samples, options->sample_every);
    if (run->first_error[0] != '\0') {
        printf(",\"first_error\":");
        print_text(run->first_error);
    }
    printf("}\n");
    free(latency);
    free(billed);
    free(after);
}
