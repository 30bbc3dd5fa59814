using Sor.DevServer.Reporting;

namespace Sor.DevServer.Watching;

/// <summary>Tells when files below a folder have changed, once for each burst: editors and version control write many at a time.</summary>
internal sealed class CodeWatcher : IDisposable
{
    // Longer than the gap between two writes of one save, shorter than anybody's patience.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(150);

    private readonly string _folder;
    private readonly Action<string> _onChange;
    private readonly IDevReporter _reporter;
    private readonly ITimer _timer;
    private readonly FileSystemWatcher _watcher;
    private readonly Lock _gate = new();
    private string? _firstPath;

    public CodeWatcher(string folder, Action<string> onChange, IDevReporter reporter, TimeProvider time)
    {
        _folder = folder;
        _onChange = onChange;
        _reporter = reporter;
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,

            // Attributes: a file that becomes executable is a change too.
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Attributes,
        };
        _watcher.Changed += (_, e) => Note(e.FullPath);
        _watcher.Created += (_, e) => Note(e.FullPath);
        _watcher.Deleted += (_, e) => Note(e.FullPath);
        _watcher.Renamed += (_, e) =>
        {
            Note(e.OldFullPath);
            Note(e.FullPath);
        };
        _watcher.Error += (_, e) => Warn(e.GetException().Message);
        try
        {
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException exception)
        {
            Warn(exception.Message);
        }
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    private void Note(string path)
    {
        var relative = Path.GetRelativePath(_folder, path);
        if (IgnoredPaths.Contains(relative))
            return;
        lock (_gate)
        {
            _firstPath ??= relative;
            _ = _timer.Change(s_quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        string? path;
        lock (_gate)
        {
            path = _firstPath;
            _firstPath = null;
        }

        if (path is not null)
            _onChange(path);
    }

    private void Warn(string reason) => _reporter.Report(new WarningNotice(
        $"changes of the code may go unnoticed: {reason} (restart sor dev after a change; fs.inotify.max_user_watches may be too low)"));
}
