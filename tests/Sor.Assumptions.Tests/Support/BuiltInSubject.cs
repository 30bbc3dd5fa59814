using System.Buffers;
using System.Diagnostics;
using System.Text;
using Sor.Core;
using Sor.Triggers.Lambda;

namespace Sor.Assumptions.Tests;

/// <summary>The middleware built in, in an engine in this process; outcomes are given to the platform as the trigger does.</summary>
internal sealed class BuiltInSubject(IPhaseProgram program) : ISubject
{
    private readonly HandlerProgram _handler = new();

    public int Handled => _handler.Handled;

    public async Task<Reply> InvokeAsync(byte[] @event, string contentType, string requestId)
    {
        var pipeline = new Pipeline([new PhaseStage(program, StagePolicy.None, Stopwatch.GetTimestamp), new HandlerStage(_handler, Stopwatch.GetTimestamp)]);
        var context = new InvocationContext { RequestId = requestId, Trigger = "lambda" };
        var outcome = await pipeline.InvokeAsync(new Invocation(context, new Payload(@event, contentType)));
        if (outcome.Failure is not { } failure)
            return new Reply(false, outcome.Payload.ContentType, null, Encoding.Latin1.GetString(outcome.Payload.Bytes.Span));
        var body = new ArrayBufferWriter<byte>();
        FailureJson.Write(body, failure, complete: failure.Class != FailureClass.Handler);
        return new Reply(true, ContentTypes.Json, ErrorCategory.Of(failure), Encoding.Latin1.GetString(body.WrittenSpan));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
