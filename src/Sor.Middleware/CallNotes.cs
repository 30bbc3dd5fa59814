using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Sor.Middleware.Text;

namespace Sor.Middleware;

/// <summary>What a stage says beside its payload. At most 96 KiB in an invocation, of them 32 KiB of state.</summary>
public sealed class CallNotes
{
    private NoteMembers? _attributes;
    private NoteMembers? _span;
    private NoteMembers? _log;
    private ReadOnlyMemory<byte> _state;

    internal CallNotes()
    {
    }

    /// <summary>For inner stages, outer ones on the way out, and the handler; under this stage's name.</summary>
    public NoteMembers Attributes => _attributes ??= new NoteMembers();

    /// <summary>Added to the span of this stage.</summary>
    public NoteMembers Span => _span ??= new NoteMembers();

    /// <summary>Added to the log record of this stage.</summary>
    public NoteMembers Log => _log ??= new NoteMembers();

    /// <summary>Remembers a text for this stage's later phases of the same invocation, and for nobody else.</summary>
    public void SetState(string value) => _state = JsonText.Of(value);

    /// <summary>Remembers a value for this stage's later phases of the same invocation, and for nobody else.</summary>
    public void SetState<T>(T value, JsonTypeInfo<T> type) => _state = JsonText.Of(value, type);

    /// <summary>Remembers JSON for this stage's later phases of the same invocation. It must be one value, without line feeds between its parts.</summary>
    /// <exception cref="FailureException"><c>Runtime.MarshalError</c>: it is no JSON.</exception>
    public void SetStateJson(ReadOnlyMemory<byte> json) => _state = JsonText.Checked(json);

    /// <summary>State noted in this call, JSON; empty if none.</summary>
    internal ReadOnlyMemory<byte> State => _state;

    /// <summary>The names of the notes that were made, each with its value.</summary>
    internal IEnumerable<(string Name, Action<IBufferWriter<byte>> Write)> Made()
    {
        if (_attributes is { IsEmpty: false })
            yield return ("attributes", _attributes.Write);
        if (!_state.IsEmpty)
            yield return ("state", to => to.Write(_state.Span));
        if (_span is { IsEmpty: false })
            yield return ("span", _span.Write);
        if (_log is { IsEmpty: false })
            yield return ("log", _log.Write);
    }
}
