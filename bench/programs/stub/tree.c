#define _GNU_SOURCE
#include "tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

static char *variable(const char *format, const char *value)
{
    char *text;
    if (asprintf(&text, format, value) < 0)
        die("no memory for the environment");
    return text;
}

/* Nothing of the stub's own environment goes to the bootstrap. */
static char **make_environment(const struct options *options, int port)
{
    static char *environment[MAX_ENVIRONMENT + 24];
    char number[16];
    int n = 0;

    snprintf(number, sizeof number, "%d", port);
    environment[n++] = variable("AWS_LAMBDA_RUNTIME_API=127.0.0.1:%s", number);
    environment[n++] = variable("_HANDLER=%s", options->handler);
    environment[n++] = variable("LAMBDA_TASK_ROOT=%s", options->task_root);
    environment[n++] = "LAMBDA_RUNTIME_DIR=/var/runtime";
    environment[n++] = "AWS_EXECUTION_ENV=AWS_Lambda_provided.al2023";
    environment[n++] = "AWS_LAMBDA_FUNCTION_NAME=bench";
    environment[n++] = "AWS_LAMBDA_FUNCTION_VERSION=$LATEST";
    environment[n++] = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1024";
    environment[n++] = "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand";
    environment[n++] = "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/bench";
    environment[n++] = "AWS_LAMBDA_LOG_STREAM_NAME=2026/01/01/[$LATEST]00000000000000000000000000000000";
    environment[n++] = "AWS_REGION=eu-west-1";
    environment[n++] = "AWS_DEFAULT_REGION=eu-west-1";
    environment[n++] = "AWS_ACCESS_KEY_ID=none";
    environment[n++] = "AWS_SECRET_ACCESS_KEY=none";
    environment[n++] = "AWS_SESSION_TOKEN=none";
    environment[n++] = "LANG=en_US.UTF-8";
    environment[n++] = "TZ=:UTC";
    environment[n++] = "PATH=/usr/bin:/bin:/opt/bin";
    for (int i = 0; i < options->environment_count; i++)
        environment[n++] = options->environment[i];
    return environment;
}

pid_t tree_start(const struct options *options, int port)
{
    /* what loses its parent becomes a child of the stub, so that the tree stays whole */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (options->file_limit != 0) {
        struct rlimit limit = {(rlim_t)options->file_limit, (rlim_t)options->file_limit};
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
            die("cannot limit the number of descriptors to %ld: %m", options->file_limit);
    }

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, options->log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    posix_spawn_file_actions_addchdir_np(&actions, options->task_root);

    posix_spawnattr_t attributes;
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);

    pid_t pid;
    int error = posix_spawn(&pid, options->command[0], &actions, &attributes, options->command, make_environment(options, port));
    if (error != 0)
        die("cannot start %s: %s", options->command[0], strerror(error));
    return pid;
}

static bool contains(const struct tree *tree, pid_t pid)
{
    for (int i = 0; i < tree->count; i++)
        if (tree->pids[i] == pid)
            return true;
    return false;
}

/* Each thread has its own list of the children that it started. */
static void add_children(struct tree *tree, pid_t pid)
{
    char path[64], text[4096];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *threads = opendir(path);
    if (threads == NULL)
        return;
    for (struct dirent *thread; (thread = readdir(threads)) != NULL;) {
        if (thread->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", pid, thread->d_name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            continue;
        ssize_t length = read(fd, text, sizeof text - 1);
        close(fd);
        text[length > 0 ? length : 0] = '\0';
        char *at = text, *end;
        for (long child; (child = strtol(at, &end, 10)) > 0 && end != at; at = end)
            if (tree->count < MAX_PROCESSES && !contains(tree, (pid_t)child))
                tree->pids[tree->count++] = (pid_t)child;
    }
    closedir(threads);
}

void tree_list(struct tree *tree)
{
    tree->count = 0;
    add_children(tree, getpid());
    for (int i = 0; i < tree->count; i++)
        add_children(tree, tree->pids[i]);
}

void tree_stop(struct tree *tree)
{
    struct tree before = {.count = 0};
    for (;;) {
        tree_list(tree);
        bool grew = false;
        for (int i = 0; i < tree->count; i++) {
            if (contains(&before, tree->pids[i]))
                continue;
            kill(tree->pids[i], SIGSTOP);
            grew = true;
        }
        if (!grew)
            return;
        before = *tree;
    }
}

void tree_continue(const struct tree *tree)
{
    for (int i = 0; i < tree->count; i++)
        kill(tree->pids[i], SIGCONT);
}

double tree_end(void)
{
    struct tree tree;
    for (tree_list(&tree); tree.count > 0; tree_list(&tree)) {
        for (int i = 0; i < tree.count; i++)
            kill(tree.pids[i], SIGKILL);
        /* those that are not the stub's own children become so when their parent ends */
        if (waitpid(-1, NULL, 0) < 0)
            break;
    }
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static long read_field(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at == NULL ? 0 : strtol(at + strlen(name), NULL, 10);
}

static long count_descriptors(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd", pid);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return 0;
    long count = -2; /* "." and ".." */
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

bool process_look(pid_t pid, struct process_state *state)
{
    char path[64], text[4096];
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0)
        return false;
    text[length] = '\0';
    state->rss_kb = read_field(text, "VmRSS:");
    state->peak_rss_kb = read_field(text, "VmHWM:");
    state->descriptors = count_descriptors(pid);
    return true;
}
