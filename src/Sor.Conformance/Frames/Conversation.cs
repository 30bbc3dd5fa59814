using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Suites;
using Sor.Conformance.Vectors;

namespace Sor.Conformance.Frames;

/// <summary>Plays the steps of a vector of <c>frames.json</c> with a fresh worker.</summary>
internal sealed class Conversation(Sessions sessions) : IDisposable
{
    private FrameSession? _session;

    private FrameSession Session => _session ?? throw new InvalidOperationException("a conversation begins with the step `start`");

    public void Play(JsonElement steps)
    {
        foreach (var step in steps.EnumerateArray())
        {
            if (_session is { IsOver: true } over)
            {
                over.Settle();
                return;
            }

            PlayStep(step);
        }
    }

    public void Dispose() => _session?.Dispose();

    private void PlayStep(JsonElement step)
    {
        if (step.TryGetProperty("start", out var start))
            _session = sessions.Frames(piece: Piece(start), members: start.TryGetProperty("members", out var members) ? members.GetRawText() : null);
        else if (step.TryGetProperty("answer", out var id))
            _ = Session.Await(id.GetInt64());
        else if (step.TryGetProperty("ping", out var token))
            Session.Ping(token.GetRawText());
        else if (step.TryGetProperty("shutdown", out _))
            Session.Shutdown();
        else if (step.TryGetProperty("close", out _))
            Session.Close();
        else if (step.TryGetProperty("exit", out var status))
            AwaitExit(status);
        else
            Session.Send(BytesOf(step), Piece(step));
    }

    private static int Piece(JsonElement step) => step.TryGetProperty("piece", out var piece) ? piece.GetInt32() : int.MaxValue;

    private byte[] BytesOf(JsonElement step)
    {
        if (step.TryGetProperty("join", out var steps))
            return [.. steps.EnumerateArray().SelectMany(BytesOf)];
        if (step.TryGetProperty("send", out var parts))
            return VectorFile.Bytes(parts);
        var invoke = step.GetProperty("invoke");
        var members = invoke.TryGetProperty("members", out var more) ? more.GetRawText() : null;
        return Session.Invoke(new Call(sessions.FirstPhase, VectorFile.Bytes(invoke.GetProperty("body"))), invoke.GetProperty("id").GetInt64(), members).Bytes;
    }

    private void AwaitExit(JsonElement wanted)
    {
        if (Session.Process.WaitExit(sessions.Patience) is not { } status)
            throw new Violation(null, $"the process still ran {sessions.Patience.TotalSeconds:0.#} s later");
        if (wanted.ValueKind == JsonValueKind.Number && (status.Code != wanted.GetInt32() || status.Signal != 0))
            throw new Violation(null, $"the process {status} instead of status {wanted.GetInt32()}{Session.Process.ErrorText()}");
    }
}
