namespace Sor.RuntimeApi.Server;

/// <summary>One <c>next</c> that waits on some connection.</summary>
public interface IRuntimePoll
{
    /// <summary>Gives the event to the connection; called once, outside of the session's lock. False: the connection is gone.</summary>
    bool TryDeliver(RuntimeDelivery delivery);
}
