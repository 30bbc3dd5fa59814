using System.Text;

namespace Sor.TestSupport;

/// <summary>Everything that a process writes to one stream, with waits for a text.</summary>
public sealed class LogCapture
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Text, TaskCompletionSource Signal)> _waiters = [];

    public string Text
    {
        get
        {
            lock (_lock)
                return _text.ToString();
        }
    }

    /// <summary>Completes when the text has been written, now or later.</summary>
    public Task WaitForAsync(string text)
    {
        TaskCompletionSource signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_text.ToString().Contains(text, StringComparison.Ordinal))
                return Task.CompletedTask;
            _waiters.Add((text, signal));
        }

        return Wait.ForAsync(signal.Task.ContinueWith(_ => true, TaskScheduler.Default), $"\"{text}\" in the log", () => $":\n{Text}");
    }

    /// <summary>How often a text has been written.</summary>
    public int Count(string text) => Text.Split(text).Length - 1;

    internal async Task ReadAllAsync(StreamReader stream)
    {
        var buffer = new char[8192];
        int count;
        while ((count = await stream.ReadAsync(buffer)) > 0)
        {
            lock (_lock)
            {
                _ = _text.Append(buffer, 0, count);
                if (_waiters.Count == 0)
                    continue;
                var text = _text.ToString();
                foreach (var waiter in _waiters.Where(waiter => text.Contains(waiter.Text, StringComparison.Ordinal)))
                    _ = waiter.Signal.TrySetResult();
            }
        }
    }
}
