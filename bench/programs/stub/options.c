#include "options.h"

#include <getopt.h>
#include <string.h>

#include "clock.h"

static const char usage[] =
    "usage: stub [OPTIONS] -- BOOTSTRAP [ARGUMENT...]\n"
    "Plays the Lambda Runtime API for BOOTSTRAP and prints one JSON object with what it measured.\n"
    "  --payload BYTES      size of each event (200)\n"
    "  --count N            measured invocations (1000)\n"
    "  --warmup N           invocations before them (0)\n"
    "  --every-ms N         one event each N milliseconds (0: as soon as `next` arrives)\n"
    "  --timeout-s N        give up after N seconds (120)\n"
    "  --env KEY=VALUE      one more variable for the bootstrap; may be repeated\n"
    "  --task-root FOLDER   working folder and LAMBDA_TASK_ROOT (.)\n"
    "  --handler NAME       _HANDLER (app.handle)\n"
    "  --log FILE           where STDOUT and STDERR of the bootstrap go (/dev/null)\n"
    "  --file-limit N       RLIMIT_NOFILE of the bootstrap\n"
    "  --sample-every N     look at the bootstrap's memory and descriptors each N invocations\n"
    "  --freeze             stop the whole process tree at `next`, let it go on with the event\n"
    "  --cpu-percent N      share of one CPU from the first `next` on (0: no limit)\n";

static long number(const char *name, const char *text, long least, long most)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < least || value > most)
        die("--%s is '%s', allowed is a number from %ld to %ld", name, text, least, most);
    return value;
}

static void add_variable(struct options *options, char *text)
{
    if (strchr(text, '=') == NULL)
        die("--env is '%s', allowed is KEY=VALUE", text);
    if (options->environment_count == MAX_ENVIRONMENT)
        die("--env is given more than %d times", MAX_ENVIRONMENT);
    options->environment[options->environment_count++] = text;
}

void options_read(struct options *options, int argc, char **argv)
{
    enum { PAYLOAD, COUNT, WARMUP, EVERY, TIMEOUT, ENVIRONMENT, TASK_ROOT, HANDLER, LOG, FILE_LIMIT, SAMPLE, FREEZE, CPU };
    static const struct option known[] = {
        [PAYLOAD] = {"payload", required_argument, NULL, 0},
        [COUNT] = {"count", required_argument, NULL, 0},
        [WARMUP] = {"warmup", required_argument, NULL, 0},
        [EVERY] = {"every-ms", required_argument, NULL, 0},
        [TIMEOUT] = {"timeout-s", required_argument, NULL, 0},
        [ENVIRONMENT] = {"env", required_argument, NULL, 0},
        [TASK_ROOT] = {"task-root", required_argument, NULL, 0},
        [HANDLER] = {"handler", required_argument, NULL, 0},
        [LOG] = {"log", required_argument, NULL, 0},
        [FILE_LIMIT] = {"file-limit", required_argument, NULL, 0},
        [SAMPLE] = {"sample-every", required_argument, NULL, 0},
        [FREEZE] = {"freeze", no_argument, NULL, 0},
        [CPU] = {"cpu-percent", required_argument, NULL, 0},
        {NULL, 0, NULL, 0},
    };
    const long ten_million = 10000000;

    *options = (struct options){
        .payload_bytes = 200, .count = 1000, .timeout_s = 120, .task_root = ".", .handler = "app.handle", .log = "/dev/null"};

    int which, result;
    /* "+": what follows the first plain word belongs to the bootstrap */
    while ((result = getopt_long(argc, argv, "+", known, &which)) != -1) {
        if (result != 0) {
            fputs(usage, stderr);
            exit(2);
        }
        const char *name = known[which].name;
        switch (which) {
        case PAYLOAD: options->payload_bytes = number(name, optarg, 64, 6 << 20); break;
        case COUNT: options->count = number(name, optarg, 1, ten_million); break;
        case WARMUP: options->warmup = number(name, optarg, 0, ten_million); break;
        case EVERY: options->every_ms = number(name, optarg, 0, 60000); break;
        case TIMEOUT: options->timeout_s = number(name, optarg, 1, 86400); break;
        case ENVIRONMENT: add_variable(options, optarg); break;
        case TASK_ROOT: options->task_root = optarg; break;
        case HANDLER: options->handler = optarg; break;
        case LOG: options->log = optarg; break;
        case FILE_LIMIT: options->file_limit = number(name, optarg, 16, 1 << 20); break;
        case SAMPLE: options->sample_every = number(name, optarg, 1, ten_million); break;
        case FREEZE: options->freeze = true; break;
        case CPU: options->cpu_percent = number(name, optarg, 0, 100); break;
        }
    }
    options->command = argv + optind;
    if (*options->command == NULL) {
        fputs(usage, stderr);
        exit(2);
    }
}
