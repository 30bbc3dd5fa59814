namespace Sor;

/// <summary>
/// What is left of an invocation's time, divided: the way in and the handler have it up to a reserve, the way out has most of the reserve, and
/// what remains is for the answer to reach the platform.
/// </summary>
/// <param name="CutOffMs">Milliseconds from now until whatever runs inwards is ended.</param>
/// <param name="WayOutMs">The same for what runs on the way out: <c>after</c> and <c>error</c>.</param>
public readonly record struct TimeLimits(long CutOffMs, long WayOutMs)
{
    /// <summary>The smallest reserve, in milliseconds.</summary>
    public const long MinReserveMs = 50;

    /// <summary>The largest reserve, in milliseconds.</summary>
    public const long MaxReserveMs = 500;

    // A twentieth of the whole time; of that a fifth is the answer's.
    private const long ReserveShare = 20;
    private const long AnswerShare = 5;

    /// <summary>Divides the time until the deadline.</summary>
    /// <param name="remainingMs">Milliseconds until then; there may be none.</param>
    public static TimeLimits Of(long remainingMs)
    {
        var reserve = Math.Clamp(remainingMs / ReserveShare, MinReserveMs, MaxReserveMs);
        return new TimeLimits(remainingMs - reserve, remainingMs - (reserve / AnswerShare));
    }
}
