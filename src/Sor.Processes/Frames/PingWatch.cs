using Sor.IO;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>Asks a worker whether its loop is alive, one question at a time.</summary>
internal sealed class PingWatch
{
    // Generous: a worker with a small share of a processor that collects garbage is slow, not stuck.
    private static readonly TimeSpan s_pongLimit = TimeSpan.FromSeconds(2);

    private readonly FrameChannel _channel;
    private readonly FrameWriter _writer;
    private readonly LoopTimer _limit;
    private long _token;
    private bool _isAsked;
    private bool _isOwed;

    internal PingWatch(EventLoop loop, FrameChannel channel, FrameWriter writer, Action onSilence)
    {
        _channel = channel;
        _writer = writer;
        _limit = new LoopTimer(loop, onSilence);
    }

    /// <summary>Asks, unless an answer is waited for already. What is being sent goes first; its time counts.</summary>
    internal void Ask()
    {
        if (_isAsked)
            return;
        _isAsked = true;
        _limit.ArmAfter(s_pongLimit);
        Send();
    }

    /// <summary>The channel can take a frame again.</summary>
    internal void OnSent()
    {
        if (_isOwed)
            Send();
    }

    internal void OnPong()
    {
        _isAsked = _isOwed;
        if (!_isOwed)
            _limit.Disarm();
    }

    internal void Stop() => _limit.Disarm();

    private void Send()
    {
        _isOwed = _channel.IsSending;
        if (!_isOwed)
            _ = _channel.TrySend(_writer.Ping(++_token), default);
    }
}
