namespace Sor.Conformance.Children;

/// <summary>One run of a phase.</summary>
/// <param name="Phase">Which.</param>
/// <param name="Body">The payload.</param>
/// <param name="ContentType">Of the payload.</param>
/// <param name="ContextJson">The context, one JSON object.</param>
internal sealed record Call(string Phase, byte[] Body, string ContentType = ContentTypes.Json, string ContextJson = """{"requestId":"c-1"}""");

/// <summary>What came of it, in good order.</summary>
/// <param name="Outcome"><c>payload</c>, <c>reply</c> or <c>failure</c>.</param>
/// <param name="Body">Bytes of a payload or a reply.</param>
/// <param name="ContentType">Of the bytes.</param>
/// <param name="ErrorType">Of a failure.</param>
/// <param name="ErrorMessage">Of a failure.</param>
/// <param name="Notes">What the stage noted.</param>
internal sealed record CallResult(string Outcome, byte[] Body, string ContentType, string? ErrorType, string? ErrorMessage, StageNotes Notes);

/// <summary>Plays the host for one program, whatever its kind. Throws <see cref="Violation"/>.</summary>
internal interface ISession : IDisposable
{
    CallResult Run(Call call);

    /// <summary>The program said that it takes no further event: what is left of a check is left out.</summary>
    bool IsOver { get; }

    /// <summary>Looks for output that nobody asked for.</summary>
    void Settle();
}
