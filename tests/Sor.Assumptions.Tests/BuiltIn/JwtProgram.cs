using System.Text;
using System.Text.Json.Nodes;

namespace Sor.Assumptions.Tests;

/// <summary>As <c>jwt/stage.sh</c>.</summary>
internal sealed class JwtProgram(string config) : IPhaseProgram
{
    private readonly string _expected = $"Bearer {(string?)JsonNode.Parse(config)!["token"]}";

    public string Name => "jwt";

    public string Kind => "built-in";

    public Phase Phases => Phase.Before;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var @event = NativeEvents.Parse(invocation.Payload);
        var kind = NativeEvents.KindOf(@event);
        if (CredentialsOf(@event, kind) == _expected)
            return new(Outcome.Of(invocation.Payload));
        return new(kind switch
        {
            EventKind.Rest => Deny("""{"statusCode":401,"headers":{"content-type":"text/plain"},"body":"unauthorized","isBase64Encoded":false}"""),
            EventKind.Alb => Deny("""{"statusCode":401,"statusDescription":"401 Unauthorized","headers":{"content-type":"text/plain"},"body":"unauthorized","isBase64Encoded":false}"""),
            EventKind.AlbMulti => Deny("""{"statusCode":401,"statusDescription":"401 Unauthorized","multiValueHeaders":{"content-type":["text/plain"]},"body":"unauthorized","isBase64Encoded":false}"""),
            _ => Outcome.Of(new Failure
            {
                ErrorType = "Unauthorized",
                ErrorMessage = "the event carries no valid token",
                Stage = Name,
                Phase = phase,
                Class = FailureClass.Stage,
            }),
        });
    }

    private static string? CredentialsOf(JsonNode? @event, EventKind kind) => kind switch
    {
        EventKind.Sqs => (string?)@event!["Records"]![0]!["messageAttributes"]?["authorization"]?["stringValue"],
        EventKind.CloudEvent => (string?)@event!["authorization"],
        EventKind.Other => null,
        _ => NativeEvents.Header(@event!, "authorization"),
    };

    private static Outcome Deny(string response) => Outcome.Reply(new Payload(Encoding.UTF8.GetBytes(response), ContentTypes.Json));
}
