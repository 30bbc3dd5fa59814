using Sor.RuntimeApi.Server;

namespace Sor.RuntimeApi.Tests;

/// <summary>Keeps what a session said, as words.</summary>
internal sealed class RecordingObserver : IRuntimeApiObserver
{
    public List<string> Said { get; } = [];

    public RuntimeErrorReport? LastError { get; private set; }

    public void OnReady() => Said.Add("ready");

    public void OnInitError(RuntimeErrorReport error)
    {
        LastError = error;
        Said.Add("init error");
    }

    public void OnResponse(RuntimeDelivery delivery, RuntimeResponse response) => Said.Add($"response {delivery.RequestId}");

    public void OnError(RuntimeDelivery delivery, RuntimeErrorReport error)
    {
        LastError = error;
        Said.Add($"error {delivery.RequestId}");
    }
}

/// <summary>A waiting <c>next</c> whose connection is alive or not.</summary>
internal sealed class FakePoll(bool isAlive = true) : IRuntimePoll
{
    public List<string> Delivered { get; } = [];

    public bool TryDeliver(RuntimeDelivery delivery)
    {
        if (isAlive)
            Delivered.Add(delivery.RequestId);
        return isAlive;
    }
}
