using System.Buffers;
using System.Text;
using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Subjects;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Conformance.Frames;

/// <summary>A worker, and the host's side of its channel.</summary>
internal sealed class FrameSession : ISession
{
    private const string StageSuffix = "-2";

    private readonly Subject _subject;
    private readonly string? _config;
    private readonly TimeSpan _patience;
    private readonly FrameChannel _channel;
    private readonly Dictionary<long, Call> _open = [];
    private readonly Dictionary<long, CallResult> _early = [];
    private readonly HashSet<long> _answered = [];
    private readonly Dictionary<long, StageNotes> _notes = [];
    private long _lastId;
    private int _pings;

    /// <summary>Starts the worker, and says nothing to it yet.</summary>
    public FrameSession(Subject subject, string? config, TimeSpan patience)
    {
        _subject = subject;
        _config = config;
        _patience = patience;
        var (ours, theirs) = Sockets.Pair();
        var (input, inputEnd) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: false);
        inputEnd.Dispose();
        try
        {
            Process = Subprocess.Start(subject, null, config, Variables(subject), (input, 0), (theirs, 3));
        }
        catch (Violation)
        {
            ours.Dispose();
            throw;
        }
        finally
        {
            theirs.Dispose();
            input.Dispose();
        }

        _channel = new FrameChannel(ours);
    }

    public Subprocess Process { get; }

    public bool IsOver { get; private set; }

    /// <summary>Of <c>ready</c>: events that it takes at once.</summary>
    public int Concurrency { get; private set; } = 1;

    /// <summary>Stages that <c>hello</c> named.</summary>
    public IReadOnlyList<string> Stages => _subject.IsShared ? [_subject.Stage, _subject.Stage + StageSuffix] : [_subject.Stage];

    /// <summary>A worker that has said <c>ready</c>.</summary>
    public static FrameSession Started(Subject subject, string? config, TimeSpan patience, int piece = int.MaxValue, string? members = null)
    {
        var session = new FrameSession(subject, config, patience);
        try
        {
            session.Start(piece, members);
            return session;
        }
        catch (Violation)
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Says <c>hello</c> and waits for <c>ready</c>.</summary>
    public void Start(int piece = int.MaxValue, string? members = null)
    {
        Send(Hello(members), piece);
        var frame = _channel.Next(_patience);
        if (frame is null)
            throw _channel.Unfinished() ?? new Violation("frames.start", $"no `ready` within {_patience.TotalSeconds:0.#} s of `hello`{Process.ErrorText()}");
        if (frame.IsEnd)
            throw frame.Problem ?? new Violation("frames.start", $"{Ending()} before it said `ready`{Process.ErrorText()}");
        if (frame is { Type: FrameType.Error, Id: 0 })
            throw new Violation("frames.start", $"it cannot start: {frame.ErrorType}: {frame.ErrorMessage}{Process.ErrorText()}");
        if (frame.Type != FrameType.Ready || frame.Version != 1)
            throw new Violation("frames.ready", $"the first frame was {Text(frame.Line)} instead of `ready` with version 1");
        Concurrency = frame.Concurrency;
    }

    public void Send(ReadOnlySpan<byte> bytes, int piece = int.MaxValue) => _channel.Send(bytes, _patience, piece);

    public CallResult Run(Call call)
    {
        var (id, bytes) = Invoke(call);
        Send(bytes);
        return Await(id);
    }

    /// <summary>The bytes of one <c>invoke</c>; its id counts as given from now on.</summary>
    public (long Id, byte[] Bytes) Invoke(Call call, long id = 0, string? members = null, string? stage = null)
    {
        id = id == 0 ? _lastId + 1 : id;
        _lastId = Math.Max(id, _lastId);
        _open.Add(id, call);
        _notes[id] = new StageNotes(_subject.Stage);
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteString("type", "invoke");
            json.WriteNumber("id", id);
            json.WriteString("stage", stage ?? _subject.Stage);
            json.WriteString("phase", call.Phase);
            if (call.ContentType != ContentTypes.Json)
                json.WriteString("contentType", call.ContentType);
            WriteMembers(json, members);
            json.WritePropertyName("context");
            json.WriteRawValue(call.ContextJson);
            if (call.Body.Length > 0)
                json.WriteNumber("length", call.Body.Length);
            json.WriteEndObject();
        }

        return (id, [.. header.WrittenSpan, (byte)'\n', .. call.Body]);
    }

    /// <summary>The one answer to an id, with what was noted before it.</summary>
    public CallResult Await(long id)
    {
        for (; ; )
        {
            if (_early.Remove(id, out var early))
                return early;
            Take(NextOrThrow($"no answer to the invocation with id {id}"));
        }
    }

    /// <summary>The ids in the order of their answers.</summary>
    public List<long> AwaitAll(int count)
    {
        var order = new List<long>();
        while (order.Count < count)
        {
            Take(NextOrThrow($"{count - order.Count} of {count} invocations under way at once have no answer"));
            order.AddRange(_early.Keys);
            _early.Clear();
        }

        return order;
    }

    /// <summary>Asks whether it is alive; between the ping and its answer nothing may come that nobody asked for.</summary>
    public void Settle()
    {
        if (!IsOver)
            Ping($"\"settle-{++_pings}\"");
        else if (Process.WaitExit(_patience) is null)
            throw new Violation("frames.last", $"an answer said `last: true`, and the process still ran {_patience.TotalSeconds:0.#} s later");
    }

    public void Ping(string tokenJson)
    {
        Send(Encoding.UTF8.GetBytes($"{{\"type\":\"ping\",\"token\":{tokenJson}}}\n"));
        using var token = JsonDocument.Parse(tokenJson);
        for (; ; )
        {
            var frame = NextOrThrow($"no `pong` for the `ping` with token {tokenJson}", "frames.ping");
            if (frame.Type != FrameType.Pong)
            {
                Take(frame);
                continue;
            }

            using var pong = JsonDocument.Parse(frame.Line);
            if (!pong.RootElement.TryGetProperty("token", out var answered) || !JsonElement.DeepEquals(answered, token.RootElement))
                throw new Violation("frames.ping", $"`ping` with token {tokenJson} was answered by {Text(frame.Line)}");
            return;
        }
    }

    /// <summary>What comes although nothing was said; null when nothing comes in time.</summary>
    public string? Unasked(TimeSpan quiet) => _channel.Next(quiet) is { IsEnd: false } frame ? Text(frame.Line) : _channel.Unfinished()?.Message;

    public void Shutdown() => Send("{\"type\":\"shutdown\",\"graceMs\":2000,\"reason\":\"conformance\"}\n"u8);

    public void Close() => _channel.Close();

    public void Dispose()
    {
        Process.Dispose();
        _channel.Dispose();
    }

    private static IEnumerable<(string Name, string Value)> Variables(Subject subject)
    {
        yield return ("SOR_CHANNEL_FD", "3");
        if (subject.Handler is null)
            yield break;
        yield return ("_HANDLER", subject.Handler);
        yield return ("LAMBDA_TASK_ROOT", subject.Folder);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(200, bytes.Length)));

    private static void WriteMembers(Utf8JsonWriter json, string? members)
    {
        if (members is null)
            return;
        using var document = JsonDocument.Parse(members);
        foreach (var member in document.RootElement.EnumerateObject())
            member.WriteTo(json);
    }

    private byte[] Hello(string? members)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteString("type", "hello");
            WriteMembers(json, members);
            json.WriteStartArray("versions");
            json.WriteNumberValue(1);
            json.WriteEndArray();
            json.WriteStartArray("stages");
            foreach (var stage in Stages)
            {
                json.WriteStartObject();
                json.WriteString("name", stage);
                json.WriteStartArray("phases");
                foreach (var phase in _subject.Phases)
                    json.WriteStringValue(phase);
                json.WriteEndArray();
                if (_config is not null)
                {
                    json.WritePropertyName("config");
                    json.WriteRawValue(_config);
                }

                if (_subject.WasmModule is { } module)
                {
                    json.WriteStartObject("wasm");
                    json.WriteString("module", module);
                    json.WriteNumber("outputBytes", FrameLimits.PayloadBytes);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("function");
            json.WriteRawValue("""{"name":"conformance","version":"$LATEST","memoryMb":128}""");
            json.WritePropertyName("limits");
            json.WriteRawValue($$"""{"headerBytes":{{FrameLimits.HeaderBytes}},"payloadBytes":{{FrameLimits.PayloadBytes}}}""");
            json.WriteStartArray("features");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. header.WrittenSpan, (byte)'\n'];
    }

    private ReceivedFrame NextOrThrow(string missing, string? rule = null)
    {
        var frame = _channel.Next(_patience);
        if (frame is null)
            throw _channel.Unfinished() ?? new Violation(rule, $"{missing} within {_patience.TotalSeconds:0.#} s");
        if (!frame.IsEnd)
            return frame;
        if (frame.Problem is { } problem)
            throw problem;
        throw Process.WaitExit(TimeSpan.FromSeconds(1)) is null
            ? new Violation("frames.channel-open", $"{missing}: the worker closed its channel and went on running")
            : new Violation(null, $"{missing}: {Ending()}{Process.ErrorText()}", hasEnded: true);
    }

    private string Ending() => Process.WaitExit(_patience) is { } status ? $"the process {status}" : "the worker closed its channel";

    private void Take(ReceivedFrame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Note:
                TakeNote(frame);
                break;
            case FrameType.Ready:
                throw new Violation("frames.ready", $"a second `ready`: {Text(frame.Line)}");
            case FrameType.Pong:
                throw new Violation("frames.ping", $"a `pong` that nobody asked for: {Text(frame.Line)}");
            case FrameType.Result or FrameType.Reply or FrameType.Error:
                TakeAnswer(frame);
                break;
            default:
                break; // Logs, and types that this version does not know.
        }
    }

    private void TakeNote(ReceivedFrame frame)
    {
        if (!_open.TryGetValue(frame.Id, out var call))
            throw new Violation("frames.known-id", $"a note for id {frame.Id}, which is not under way: {Text(frame.Line)}");
        string? contentType = null;
        if (NotesReader.Take(frame.Line, _notes[frame.Id], ref contentType) is { } problem)
            throw new Violation("frames.notes", $"{problem} (id {frame.Id})");
        if (contentType is not null)
            _open[frame.Id] = call with { ContentType = contentType };
    }

    private void TakeAnswer(ReceivedFrame frame)
    {
        if (_answered.Contains(frame.Id))
            throw new Violation("frames.one-answer", $"a second answer to id {frame.Id}: {Text(frame.Line)}");
        if (!_open.Remove(frame.Id, out var call))
            throw new Violation("frames.known-id", $"an answer to id {frame.Id}, which was never given: {Text(frame.Line)}");
        _ = _answered.Add(frame.Id);
        IsOver |= frame.IsLast;
        var outcome = frame.Type switch { FrameType.Result => "payload", FrameType.Reply => "reply", _ => "failure" };
        if (outcome == "failure" && string.IsNullOrEmpty(frame.ErrorType))
            throw new Violation("frames.members", $"an `error` frame has no errorType: {Text(frame.Line)}");
        if (outcome == "reply" && frame.Body.Length == 0)
            throw new Violation("frames.reply-body", $"a reply without a body: {Text(frame.Line)}");
        var contentType = frame.ContentType ?? (outcome == "payload" && _subject.Handler is null ? call.ContentType : ContentTypes.Json);
        _early.Add(frame.Id, new CallResult(outcome, frame.Body, contentType, frame.ErrorType, frame.ErrorMessage, _notes[frame.Id]));
    }
}
