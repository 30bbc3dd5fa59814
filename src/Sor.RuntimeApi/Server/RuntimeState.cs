namespace Sor.RuntimeApi.Server;

/// <summary>Where one runtime stands, as the platform sees it.</summary>
public enum RuntimeState
{
    /// <summary>Started, has not asked for an event yet.</summary>
    Init,

    /// <summary>Asks for an event.</summary>
    Ready,

    /// <summary>Has an event and owes an answer.</summary>
    Running,

    /// <summary>The body of its answer is being read.</summary>
    Posting,

    /// <summary>Has answered and not yet asked again.</summary>
    Answered,

    /// <summary>Reported that it cannot start; nothing follows.</summary>
    InitFailed,
}
