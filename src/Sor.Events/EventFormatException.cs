namespace Sor.Events;

/// <summary>An event, or an answer, is not what its kind demands: what is wrong and where.</summary>
/// <param name="place">JSON pointer (RFC 6901) of the place; empty for the whole document.</param>
/// <param name="problem">What is wrong, for a person: a sentence without its subject's place.</param>
public sealed class EventFormatException(string place, string problem) : Exception(place.Length == 0 ? problem : $"{place}: {problem}")
{
    /// <summary>JSON pointer of the place; empty for the whole document.</summary>
    public string Place { get; } = place;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;
}
