using System.Text;

namespace Sor.Core.Tests;

/// <summary>Outcomes in short words, and their texts.</summary>
internal static class Outcomes
{
    public static Outcome Payload(string text, string contentType = ContentTypes.Json) =>
        Outcome.Of(new Payload(Encoding.UTF8.GetBytes(text), contentType));

    public static Outcome Reply(string text, string contentType = ContentTypes.Json) =>
        Outcome.Reply(new Payload(Encoding.UTF8.GetBytes(text), contentType));

    public static Outcome Failure(string type, string stage = "?", Phase phase = Phase.Before) => Outcome.Of(new Failure
    {
        ErrorType = type,
        ErrorMessage = $"{type} happened",
        Stage = stage,
        Phase = phase,
        Class = FailureClass.Stage,
    });

    public static string Text(Payload payload) => Encoding.UTF8.GetString(payload.Bytes.Span);

    /// <summary>What a caller sees: the response's text, or <c>!</c> and the type of the failure.</summary>
    public static string Describe(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Failure => $"!{outcome.Failure!.ErrorType}",
        OutcomeKind.Reply => $"reply {Text(outcome.Payload)}",
        _ => Text(outcome.Payload),
    };
}
