namespace Sor.Cli.Invoking;

/// <summary>What came back from a call.</summary>
internal sealed record InvokeAnswer
{
    public required int Status { get; init; }

    public required string RequestId { get; init; }

    public required byte[] Payload { get; init; }

    /// <summary>Not null: the function was run and failed; the payload is its error.</summary>
    public string? FunctionError { get; init; }

    /// <summary>Not null: the function was not run; name of the exception.</summary>
    public string? Refusal { get; init; }

    public string? RefusalMessage { get; init; }

    public string? Log { get; init; }
}
