using Sor.DevServer.BootstrapProcess;

namespace Sor.DevServer.Packages;

/// <summary>
/// Starts a program in a mount namespace of its own that looks like Lambda's: the function at <c>/var/task</c> and the
/// layers at <c>/opt</c>, both read-only, and an empty <c>/tmp</c>. Everything else is this machine's.
/// </summary>
internal sealed class LambdaMounts
{
    public const string TaskRoot = "/var/task";
    public const string LayerRoot = "/opt";

    // Neither directory need exist here, and an ordinary user could not make it: so the tree is laid out anew.
    private const string Script =
        """
        set -eu
        task=$1 layers=$2 root=$3 program=$4
        path_of_program=${PATH-}
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        same() {
            if [ -L "$1" ]; then cp -P "$1" "$root$1"
            elif [ -d "$1" ]; then mkdir -p "$root$1"; mount --rbind "$1" "$root$1"
            else : > "$root$1"; mount --bind "$1" "$root$1"
            fi
        }
        read_only() {
            mkdir -p "$root$2"
            mount --bind "$1" "$root$2"
            mount -o remount,bind,ro,nosuid,nodev "$root$2"
        }
        mount -t tmpfs -o mode=755 sor "$root"
        for path in /*; do
            case $path in /var|/opt|/tmp) ;; *) same "$path" ;; esac
        done
        mkdir "$root/var" "$root/tmp"
        for path in /var/*; do
            case $path in /var/task) ;; *) same "$path" ;; esac
        done
        read_only "$task" /var/task
        read_only "$layers" /opt
        mount -t tmpfs -o mode=1777,nosuid,nodev sor "$root/tmp"
        exec chroot "$root" /bin/sh -c 'PATH=$1; cd /var/task && exec "$0"' "$program" "$path_of_program"
        """;

    // Root may simply unshare its mounts; anybody else becomes root of a user namespace first. Root in a container often
    // may not, and then gets what everybody gets.
    private static readonly string[][] s_ways = [["--mount"], ["--mount", "--user", "--map-root-user"]];

    private readonly string[] _way;

    private LambdaMounts(string[] way) => _way = way;

    /// <summary>Tries what this machine allows; null with the reason when it allows nothing.</summary>
    public static async Task<(LambdaMounts? Mounts, string? Reason)> ProbeAsync(PackageFolders folders)
    {
        var reason = "";
        foreach (var way in s_ways)
        {
            var mounts = new LambdaMounts(way);
            var output = new LastLine();
            try
            {
                var probe = BootstrapProcess.BootstrapProcess.Start(mounts.Launch(folders, "/bin/true", new Dictionary<string, string>()), "", output);
                if ((await probe.Exited).Succeeded)
                    return (mounts, null);
                reason = output.Text;
            }
            catch (Native.NativeException exception)
            {
                return (null, $"{exception.Message}; unshare comes with util-linux");
            }
        }

        return (null, reason);
    }

    /// <param name="folders">What is laid out.</param>
    /// <param name="program">Path inside.</param>
    /// <param name="environment">The whole environment.</param>
    public BootstrapLaunch Launch(PackageFolders folders, string program, IReadOnlyDictionary<string, string> environment)
    {
        string[] arguments = ["unshare", .. _way, "/bin/sh", "-c", Script, "sor", folders.Task, folders.Layers, folders.Root, program];
        return new BootstrapLaunch("/usr/bin/unshare", arguments, "/", environment);
    }

    private sealed class LastLine : IBootstrapObserver
    {
        public string Text { get; private set; } = "";

        public void OnLogLine(string line) => Text = line;

        public void OnEngineRecord(string line)
        {
        }
    }
}
