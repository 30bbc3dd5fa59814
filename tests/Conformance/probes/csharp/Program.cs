using System.Text.Json;
using Probes;
using Sor.Middleware;

// The probe of spec/probe.md in C#: one process for all stages, four events at a time.
return await new MiddlewareProgram { Concurrency = 4 }.Before(ObeyAsync).After(ObeyAsync).RunAsync();

static async ValueTask<Outcome> ObeyAsync(Call call)
{
    if (CommandOf(call) is not { } command)
        return call.Go();
    switch (command.Probe)
    {
        case "reply":
            return call.Reply(command.Body, ProbeJson.Default.JsonElement);
        case "fail":
            return call.Fail(command.ErrorType!, command.ErrorMessage!);
        case "state" when call.Phase == Phase.Before:
            call.Notes.SetState(command.Value, ProbeJson.Default.JsonElement);
            return call.Go();
        case "state":
            command.Members["state"] = call.State(ProbeJson.Default.JsonElement);
            return call.Go(command, ProbeJson.Default.Command);
        case "attributes":
            foreach (var member in command.Value.EnumerateObject())
                call.Notes.Attributes.Set(member.Name, member.Value, ProbeJson.Default.JsonElement);
            return call.Go();
        case "context":
            return Context(call, command);
        case "content-type":
            return call.Go(call.Payload, command.Value.GetString());
        case "size":
            return Size(call, command.Bytes);
        case "sleep":
            await Task.Delay(command.Ms);
            return call.Go();
        case "print":
            Console.WriteLine(command.Text);
            return call.Go();
        case "crash":
            Environment.Exit(1);
            return call.Go();
        default:
            return call.Go();
    }
}

static Command? CommandOf(Call call)
{
    try
    {
        return JsonSerializer.Deserialize(call.Payload.Span, ProbeJson.Default.Command);
    }
    catch (JsonException)
    {
        return null; // Passed as it came: an array, a text, or no JSON at all.
    }
}

static Outcome Context(Call call, Command command)
{
    command.Members["requestId"] = Text(call.Context.RequestId);
    command.Members["stage"] = Text(call.Stage.Name);
    command.Members["phase"] = Text(call.Phase == Phase.Before ? "before" : "after");
    command.Members["config"] = JsonSerializer.Deserialize(call.Stage.ConfigJson.Span, ProbeJson.Default.JsonElement);
    return call.Go(command, ProbeJson.Default.Command);
}

static Outcome Size(Call call, int bytes)
{
    var text = new byte[bytes];
    text.AsSpan().Fill((byte)'x');
    text[0] = text[^1] = (byte)'"';
    return call.Go(text);
}

static JsonElement Text(string? text) => JsonSerializer.SerializeToElement(text ?? "", ProbeJson.Default.String);
