#define _GNU_SOURCE
#include "throttle.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "clock.h"

/* Lambda hands out CPU time in periods of this length, as far as can be seen from inside. */
enum { PERIOD_US = 20000 };

static enum { NONE, CGROUP_V1, CGROUP_V2, DUTY_CYCLE } kind;
static long share_percent;
static char group[512], home_group[512];

static struct tree stopped;
static bool begun, frozen, pausing;
static int timer = -1;

static bool write_file(const char *folder, const char *name, const char *text)
{
    char path[640];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t length = (ssize_t)strlen(text);
    bool written = write(fd, text, (size_t)length) == length;
    close(fd);
    return written;
}

/* The stub's own group in the hierarchy whose line in /proc/self/cgroup holds `marker`. */
static bool find_home(const char *marker, const char *mount)
{
    char line[512];
    bool found = false;
    FILE *file = fopen("/proc/self/cgroup", "re");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        char *at = strstr(line, marker);
        if (at == NULL || access(mount, F_OK) != 0)
            continue;
        at[strcspn(at, "\n")] = '\0';
        char *path = strrchr(at, ':') + 1;
        found = snprintf(home_group, sizeof home_group, "%s%s", mount, strcmp(path, "/") == 0 ? "" : path) < (int)sizeof home_group;
    }
    if (file != NULL)
        fclose(file);
    return found;
}

/* Makes a group beside the stub's own and checks that its file for the limit can be written. */
static bool make_group(const char *limit_file, const char *no_limit)
{
    if (snprintf(group, sizeof group, "%.480s/sor-bench-%d", home_group, getpid()) >= (int)sizeof group || mkdir(group, 0755) != 0)
        return false;
    if (write_file(group, limit_file, no_limit))
        return true;
    rmdir(group);
    return false;
}

static void make_timer(void)
{
    timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (timer < 0)
        die("cannot make a timer: %m");
}

void throttle_prepare(long percent)
{
    share_percent = percent;
    if (percent == 0)
        return;
    if ((find_home(":cpu,cpuacct:", "/sys/fs/cgroup/cpu,cpuacct") || find_home(":cpu:", "/sys/fs/cgroup/cpu")) &&
        make_group("cpu.cfs_quota_us", "-1")) {
        kind = CGROUP_V1;
    } else if (find_home("0::", "/sys/fs/cgroup") && make_group("cpu.max", "max")) {
        kind = CGROUP_V2;
    } else if (percent < 100) {
        kind = DUTY_CYCLE;
        make_timer();
    }
}

const char *throttle_kind(void)
{
    static const char *const names[] = {"none", "cgroup-v1", "cgroup-v2", "duty-cycle"};
    return names[kind];
}

void throttle_enter(void)
{
    if ((kind == CGROUP_V1 || kind == CGROUP_V2) && !write_file(group, "cgroup.procs", "0"))
        die("cannot enter the control group %s: %m", group);
}

void throttle_leave(void)
{
    if ((kind == CGROUP_V1 || kind == CGROUP_V2) && !write_file(home_group, "cgroup.procs", "0"))
        die("cannot return to the control group %s: %m", home_group);
}

static void arm_timer(long microseconds)
{
    struct itimerspec when = {.it_value = {.tv_nsec = microseconds * 1000}};
    timerfd_settime(timer, 0, &when, NULL);
}

static long running_us(void)
{
    return PERIOD_US * share_percent / 100;
}

void throttle_begin(void)
{
    char text[64];
    if (begun)
        return;
    begun = true;
    if (kind == CGROUP_V1) {
        snprintf(text, sizeof text, "%d", PERIOD_US);
        bool done = write_file(group, "cpu.cfs_period_us", text);
        snprintf(text, sizeof text, "%ld", running_us());
        if (!done || !write_file(group, "cpu.cfs_quota_us", text))
            die("cannot set the limit of the control group %s: %m", group);
    } else if (kind == CGROUP_V2) {
        snprintf(text, sizeof text, "%ld %d", running_us(), PERIOD_US);
        if (!write_file(group, "cpu.max", text))
            die("cannot set the limit of the control group %s: %m", group);
    } else if (kind == DUTY_CYCLE && !frozen) {
        arm_timer(running_us());
    }
}

void throttle_freeze(void)
{
    frozen = true;
    if (kind == DUTY_CYCLE)
        arm_timer(0); /* zero disarms it */
    if (pausing)
        return;
    tree_stop(&stopped);
}

void throttle_thaw(void)
{
    if (!frozen)
        return;
    frozen = pausing = false;
    tree_continue(&stopped);
    if (kind == DUTY_CYCLE && begun)
        arm_timer(running_us());
}

int throttle_timer(void)
{
    return timer;
}

void throttle_tick(void)
{
    uint64_t expirations;
    if (read(timer, &expirations, sizeof expirations) < 0 || frozen)
        return;
    pausing = !pausing;
    if (pausing) {
        tree_stop(&stopped);
        arm_timer(PERIOD_US - running_us());
    } else {
        tree_continue(&stopped);
        arm_timer(running_us());
    }
}

void throttle_remove(void)
{
    if (kind == CGROUP_V1 || kind == CGROUP_V2)
        rmdir(group);
}
