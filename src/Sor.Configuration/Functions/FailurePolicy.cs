namespace Sor.Configuration;

/// <summary>What the failure of a stage means.</summary>
public enum FailureAction
{
    /// <summary>The invocation fails, unless an outer stage recovers it.</summary>
    Fail,

    /// <summary>The payload goes on as if the stage were not there.</summary>
    Skip,

    /// <summary>A fixed response travels outwards.</summary>
    Reply,
}

/// <summary>A failure policy: what to do, and the response of <see cref="FailureAction.Reply"/>.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Reply">The response: compact JSON, or the text itself where <paramref name="ContentType"/> says so; null for the other actions.</param>
/// <param name="ContentType">Content type of the response; null: <c>application/json</c>.</param>
public sealed record FailurePolicy(FailureAction Action, string? Reply = null, string? ContentType = null)
{
    public static FailurePolicy Fail { get; } = new(FailureAction.Fail);

    public static FailurePolicy Skip { get; } = new(FailureAction.Skip);
}
