using System.Text;

namespace Sor.Assumptions.Tests;

/// <summary>As <c>handler.sh</c>.</summary>
internal sealed class HandlerProgram : IPhaseProgram
{
    public string Name => "handler";

    public string Kind => "built-in";

    public Phase Phases => Phase.Handle;

    public int Handled { get; private set; }

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        Handled++;
        var @event = Encoding.Latin1.GetString(invocation.Payload.Bytes.Span);
        if (@event.Contains("please-fail", StringComparison.Ordinal))
            return new(Outcome.Of(MakeFailure()));
        if (@event.Contains("please-answer-bytes", StringComparison.Ordinal))
            return new(Outcome.Of(new Payload((byte[])[0, 0xFF, (byte)'\n', (byte)'\n'], ContentTypes.OctetStream)));
        return new(Outcome.Of(new Payload(
            @event.Contains("multiValueQueryStringParameters", StringComparison.Ordinal)
                ? """{"statusCode":200,"multiValueHeaders":{"content-type":["text/plain"]},"body":"done","isBase64Encoded":false}"""u8.ToArray()
                : """{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"done","isBase64Encoded":false}"""u8.ToArray(),
            ContentTypes.Json)));
    }

    private Failure MakeFailure() => new()
    {
        ErrorType = FailureTypes.ExitError,
        ErrorMessage = "the handler exited with status 1; its last words: cannot do this",
        Stage = Name,
        Phase = Phase.Handle,
        Class = FailureClass.Handler,
    };
}
