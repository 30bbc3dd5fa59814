namespace Sor.RuntimeApi.Server;

/// <summary>What a session tells the platform. Called outside of the session's lock, one call at a time per runtime.</summary>
public interface IRuntimeApiObserver
{
    /// <summary>The runtime asks for an event: the end of init, or of the previous invocation.</summary>
    void OnReady();

    /// <summary>The runtime could not start.</summary>
    void OnInitError(RuntimeErrorReport error);

    /// <summary>The body of a response has been read whole.</summary>
    void OnResponse(RuntimeDelivery delivery, RuntimeResponse response);

    /// <summary>The handler failed, or its response could not be taken.</summary>
    void OnError(RuntimeDelivery delivery, RuntimeErrorReport error);
}
