using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Sor.Middleware.Text;

namespace Sor.Middleware;

/// <summary>Named values that a stage notes. A later value of a name replaces an earlier one.</summary>
public sealed class NoteMembers
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _values = new(StringComparer.Ordinal);

    internal NoteMembers()
    {
    }

    /// <summary>Notes a text.</summary>
    public void Set(string name, string value) => _values[name] = JsonText.Of(value);

    /// <summary>Notes a whole number.</summary>
    public void Set(string name, long value) => _values[name] = JsonText.Of(value);

    /// <summary>Notes a truth.</summary>
    public void Set(string name, bool value) => _values[name] = value ? "true"u8.ToArray() : "false"u8.ToArray();

    /// <summary>Notes a value with JSON.</summary>
    public void Set<T>(string name, T value, JsonTypeInfo<T> type) => _values[name] = JsonText.Of(value, type);

    /// <summary>Notes JSON as it is. It must be one value, without line feeds between its parts.</summary>
    /// <exception cref="FailureException"><c>Runtime.MarshalError</c>: it is no JSON.</exception>
    public void SetJson(string name, ReadOnlyMemory<byte> json) => _values[name] = JsonText.Checked(json);

    internal bool IsEmpty => _values.Count == 0;

    internal void Write(IBufferWriter<byte> to)
    {
        var separator = "{"u8;
        foreach (var (name, value) in _values)
        {
            to.Write(separator);
            JsonText.Write(to, name);
            to.Write(":"u8);
            to.Write(value.Span);
            separator = ","u8;
        }

        to.Write("}"u8);
    }
}
