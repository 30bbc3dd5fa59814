using System.Text;
using System.Text.Json;
using Samples;
using Sor.Middleware;

// Several programs in one file: the variable SAMPLE says which. The first three are those of the frame vectors.
var program = Environment.GetEnvironmentVariable("SAMPLE") switch
{
    "mark" => new MiddlewareProgram().Before(Mark),
    "deny" => new MiddlewareProgram().Before(static call => call.Reply(new() { ["denied"] = true }, SampleJson.Default.DictionaryStringBoolean)),
    "state" => new MiddlewareProgram().Before(Remember).After(Restore),
    "bytes" => new MiddlewareProgram().Before(static call => call.Go(Reversed(call.Payload), "text/reversed")),
    "facts" => new MiddlewareProgram().Before(Facts).After(Facts).Error(Facts).On(Phase.Handle, Facts),
    "notes" => new MiddlewareProgram().Before(Notes),
    "fail" => new MiddlewareProgram().Before(Fail),
    "stages" => new MiddlewareProgram().Before(static call => Say("any"), "any").Before(static call => Say("own of b"), "b").After(static call => Say("shared")),
    "bound" => new MiddlewareProgram().Before(static call => Say("b"), "b"),
    "last" => new MiddlewareProgram().Before(static call => call.Go() with { IsLast = true }),
    "many" => new MiddlewareProgram { Concurrency = 3 }.Before(Meeting.ArriveAsync),
    "slow" => new MiddlewareProgram().Before(WaitForCancellation),
    "large" => new MiddlewareProgram().Before(static call => call.Go(new byte[int.Parse(Encoding.UTF8.GetString(call.Payload.Span), null)])),
    "start" => new MiddlewareProgram().Before(static call => call.Go()).OnStart(static stage => stage.Config(SampleJson.Default.Settings)),
    "child" => new MiddlewareProgram().Before(static call => Say(Environment.GetEnvironmentVariable("SOR_CHANNEL_FD") ?? "no channel")),
    "print" => new MiddlewareProgram().Before(static call =>
    {
        Console.WriteLine("printed");
        return call.Go();
    }),
    var other => throw new ArgumentException($"SAMPLE is \"{other}\", which is none of the samples"),
};
return await program.RunAsync();

static Outcome Mark(Call call)
{
    var order = call.Json(SampleJson.Default.Open);
    order.Members["seen"] = JsonSerializer.SerializeToElement(true, SampleJson.Default.Boolean);
    return call.Go(order, SampleJson.Default.Open);
}

static Outcome Remember(Call call)
{
    call.Notes.SetState(call.Json(SampleJson.Default.Open).Members["origin"], SampleJson.Default.JsonElement);
    return call.Go();
}

static Outcome Restore(Call call)
{
    var response = call.Json(SampleJson.Default.Open);
    response.Members["origin"] = call.StateText() is { } origin ? JsonSerializer.SerializeToElement(origin, SampleJson.Default.String) : JsonSerializer.SerializeToElement(null!, SampleJson.Default.String);
    return call.Go(response, SampleJson.Default.Open);
}

// Everything that a call knows, as lines.
static Outcome Facts(Call call)
{
    var context = call.Context;
    return call.Go(Encoding.UTF8.GetBytes(string.Join('\n',
        $"stage {call.Stage.Name} phase {call.Phase} type {call.ContentType} bytes {call.Payload.Length}",
        $"word {call.Config(SampleJson.Default.Settings).Word}",
        $"request {context.RequestId} invocation {context.InvocationId} trigger {context.Trigger} tenant {context.TenantId} arn {context.FunctionArn}",
        $"trace {context.TraceXray} {context.TraceParent} {context.TraceState}",
        $"attribute {Encoding.UTF8.GetString(context.Attribute("a", "user").Span)} client {Encoding.UTF8.GetString(context.ClientContext.Span)}",
        $"function {call.Stage.Function.Name} {call.Stage.Function.Version} {call.Stage.Function.MemoryMb}",
        $"deadline {call.Deadline?.ToUnixTimeMilliseconds()} left {call.Remaining > TimeSpan.Zero} idle {call.Idle?.TotalMilliseconds} cancelled {call.Cancellation.IsCancellationRequested}",
        $"state {call.StateText()}")), "text/plain");
}

static Outcome Notes(Call call)
{
    call.Notes.Attributes.Set("user", "ä\"\ud800");
    call.Notes.Attributes.Set("count", 3);
    call.Notes.Span.Set("hit", true);
    call.Notes.Log.Set("rows", 7);
    call.Notes.SetState(Encoding.UTF8.GetString(call.Payload.Span));
    call.Log("looked", LogLevel.Warn, ("why", "to see"));
    return call.Go("{}"u8.ToArray(), "application/x+json");
}

static Outcome Fail(Call call) => Encoding.UTF8.GetString(call.Payload.Span) switch
{
    "outcome" => call.Fail("Orders.Unknown", "no such order", retry: false),
    "exception" => throw new FailureException("Orders.Late", "too late", retry: true),
    "long" => throw new InvalidOperationException(new string('ä', 100_000)),
    _ => throw new InvalidOperationException("something is wrong"),
};

static async ValueTask<Outcome> WaitForCancellation(Call call)
{
    try
    {
        await Task.Delay(Timeout.Infinite, call.Cancellation);
    }
    catch (OperationCanceledException)
    {
        return Say("cancelled");
    }

    return Say("never");
}

static Outcome Say(string text) => Outcome.Go(Encoding.UTF8.GetBytes(text), "text/plain");

static byte[] Reversed(ReadOnlyMemory<byte> bytes)
{
    var reversed = bytes.ToArray();
    Array.Reverse(reversed);
    return reversed;
}
