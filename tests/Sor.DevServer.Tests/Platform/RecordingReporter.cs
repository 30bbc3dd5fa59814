using System.Threading.Channels;
using Sor.DevServer.Reporting;

namespace Sor.DevServer.Tests;

/// <summary>Keeps notices in their order, for tests that wait for one.</summary>
internal sealed class RecordingReporter : IDevReporter
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly Channel<DevNotice> _notices = Channel.CreateUnbounded<DevNotice>();

    /// <summary>Everything that was said, as a person would read it.</summary>
    public StringWriter Text { get; } = new();

    private readonly TextReporter _text;

    public RecordingReporter() => _text = new TextReporter(new LineOutput(Text), useColor: false, TimeProvider.System);

    public void Report(DevNotice notice)
    {
        _text.Report(notice);
        _ = _notices.Writer.TryWrite(notice);
    }

    /// <summary>The next notice of a kind; earlier others are passed over.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? wanted = null)
        where T : DevNotice
    {
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            for (; ; )
            {
                if (await _notices.Reader.ReadAsync(limit.Token) is T notice && (wanted is null || wanted(notice)))
                    return notice;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"no {typeof(T).Name} came; this is what was said:\n{Text}");
        }
    }
}
