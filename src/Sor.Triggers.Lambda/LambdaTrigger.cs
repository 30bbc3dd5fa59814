using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Sor.RuntimeApi;

namespace Sor.Triggers.Lambda;

/// <summary>
/// Takes events from the Lambda Runtime API, one at a time (the classic model), and gives the outcomes back:
/// <c>next</c> → pipeline → <c>response</c> or <c>error</c> → what must be done before the environment may freeze → <c>next</c>.
/// </summary>
public sealed class LambdaTrigger(RuntimeApiClient client, LambdaTriggerOptions options)
{
    /// <summary>Name of this trigger in contexts and records.</summary>
    public const string Name = "lambda";

    private long? _lastEndUnixMs;

    /// <summary>Whether it waits for an event: nothing is lost when the process ends now.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>Set to end after the invocation that is under way.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Runs until it is stopped (0) or the platform cannot go on with this process (1). Throws <see cref="RuntimeApiException"/>.</summary>
    public async Task<int> RunAsync()
    {
        while (!IsStopping)
        {
            var buffers = new InvocationBuffers();
            var next = client.NextAsync(buffers);
            IsIdle = true;
            options.OnWaiting();
            var @event = await next;
            IsIdle = false;
            var context = MakeContext(@event, buffers);
            var start = Stopwatch.GetTimestamp();
            var outcome = RefusalOf(@event) is { } refusal
                ? Outcome.Of(refusal)
                : await options.Pipeline(new Invocation(context, context.Event));
            var (answer, failure) = await AnswerAsync(context, outcome);
            var ticks = Stopwatch.GetTimestamp() - start;
            if (answer.Refusal is { } text)
                options.Say(string.Create(CultureInfo.InvariantCulture, $"request {context.RequestId}: the platform refused the answer with {answer.Status}: {text}"));
            if (answer.IsFatal)
                return 1;
            await options.AfterAnswer(context);
            options.OnCompleted(new CompletedInvocation(context, failure, ticks, @event.Body.Length, outcome.Payload.Bytes.Length));
            buffers.Release();
            _lastEndUnixMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            await options.PrepareNext();
        }

        return 0;
    }

    private async ValueTask<(ApiAnswer Answer, Failure? Failure)> AnswerAsync(InvocationContext context, Outcome outcome)
    {
        var failure = outcome.Failure;
        if (failure is null && outcome.Payload.Bytes.Length > LambdaLimits.ResponseBytes)
            failure = TooLarge(outcome.Payload.Bytes.Length);
        if (failure is null)
            return (await client.PostResponseAsync(context.RequestId, context.InvocationId, outcome.Payload.ContentType, outcome.Payload.Bytes), null);
        return (await client.PostErrorAsync(context.RequestId, context.InvocationId, ErrorCategory.Of(failure), ErrorBody(failure)), failure);
    }

    /// <summary>Lambda's three members; what the engine itself reports says also where.</summary>
    internal static ReadOnlyMemory<byte> ErrorBody(Failure failure)
    {
        var body = new ArrayBufferWriter<byte>(512);
        var isComplete = failure.Class != FailureClass.Handler;
        FailureJson.Write(body, failure, isComplete);
        if (body.WrittenCount <= LambdaLimits.ErrorBytes)
            return body.WrittenMemory;
        body.ResetWrittenCount();
        FailureJson.Write(body, failure with { ErrorType = Cut(failure.ErrorType, 1000), ErrorMessage = Cut(failure.ErrorMessage, LambdaLimits.ErrorTextChars), StackTrace = [] }, isComplete);
        return body.WrittenMemory;
    }

    private static string Cut(string text, int chars) => text.Length <= chars ? text : string.Concat(text.AsSpan(0, chars), "…");

    private InvocationContext MakeContext(ApiEvent @event, InvocationBuffers buffers)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var deadline = @event.DeadlineUnixMs ?? now + (long)options.Timeout.TotalMilliseconds;
        var limits = TimeLimits.Of(Math.Min(deadline - now, LambdaLimits.LongestInvocationMs));

        // Wall clock, converted once: from here on the monotonic clock counts.
        var (start, ticksPerMs) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / 1000);
        return new InvocationContext
        {
            RequestId = @event.RequestId,
            InvocationId = @event.InvocationId,
            DeadlineUnixMs = deadline,
            FunctionName = options.FunctionName,
            FunctionArn = @event.FunctionArn,
            XRayTrace = @event.TraceId,
            ClientContext = @event.ClientContext,
            Identity = @event.CognitoIdentity,
            TenantId = @event.TenantId,
            Trigger = Name,
            IdleMs = _lastEndUnixMs is { } end ? Math.Max(0, now - end) : null,
            Event = new Payload(@event.Body, @event.ContentType),
            Buffers = buffers,
            CutOffTimestamp = start + (limits.CutOffMs * ticksPerMs),
            WayOutTimestamp = start + (limits.WayOutMs * ticksPerMs),
        };
    }

    private static Failure? RefusalOf(ApiEvent @event)
    {
        var header = !JsonText.IsValid(@event.ClientContext) ? "Client-Context" : !JsonText.IsValid(@event.CognitoIdentity) ? "Cognito-Identity" : null;
        return header is null ? null : new Failure
        {
            ErrorType = "Runtime.LambdaContextUnmarshalError",
            ErrorMessage = $"the header Lambda-Runtime-{header} of this event is not JSON",
            Stage = Name,
            Phase = Phase.Before,
            Class = FailureClass.Input,
        };
    }

    private static Failure TooLarge(int bytes) => new()
    {
        ErrorType = FailureTypes.ResponseSizeTooLarge,
        ErrorMessage = string.Create(CultureInfo.InvariantCulture, $"the response is {bytes} bytes, and Lambda takes at most {LambdaLimits.ResponseBytes}"),
        Stage = "handler",
        Phase = Phase.Handle,
        Class = FailureClass.Handler,
    };
}
