using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Sor.Middleware;

namespace Sor.HttpStages.Messages;

/// <summary>
/// A request in the form of the boundary. Members that are not changed are written as they were read; the payload must stay as it is until then.
/// </summary>
internal sealed class HttpRequest
{
    private readonly List<(string Name, ReadOnlyMemory<byte> Json)> _members = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _changes = new(StringComparer.Ordinal);
    private ReadOnlyMemory<byte> _body;

    private HttpRequest()
    {
    }

    /// <summary>Kind of the event; empty if it is not said.</summary>
    internal string Kind { get; private set; } = "";

    internal string Method { get; private set; } = "";

    /// <summary>Path, and, if there is a query, a question mark and the query.</summary>
    internal string Target { get; private set; } = "";

    internal string Path { get; private set; } = "";

    /// <summary>Without its question mark.</summary>
    internal string Query { get; private set; } = "";

    /// <summary><c>https</c> or <c>http</c>.</summary>
    internal string Scheme { get; private set; } = "";

    internal HeaderList Headers { get; } = new();

    /// <summary>Whether the body stands as base64.</summary>
    internal bool IsBase64 { get; private set; }

    /// <summary>Reads the payload of a call.</summary>
    /// <exception cref="FailureException">It is no request: what it has, and what was expected.</exception>
    internal static HttpRequest Read(Call call)
    {
        try
        {
            var request = new HttpRequest();
            request.Read(call.Payload);
            return request;
        }
        catch (JsonException problem)
        {
            throw Shape($"it is not JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            throw Shape("it has a text with half of a surrogate pair");
        }
    }

    /// <summary>The bytes of the body.</summary>
    /// <exception cref="FailureException">It is said to be base64 and is not.</exception>
    internal byte[] Body()
    {
        if (_body.IsEmpty)
            return [];
        try
        {
            var reader = new Utf8JsonReader(_body.Span);
            _ = reader.Read();
            var text = new byte[_body.Length];
            var length = reader.CopyString(text);
            if (IsBase64 && Base64.DecodeFromUtf8InPlace(text.AsSpan(0, length), out length) != OperationStatus.Done)
                throw Shape("its body is no base64, and bodyEncoding says that it is");
            return text[..length];
        }
        catch (InvalidOperationException)
        {
            throw Shape("its body has half of a surrogate pair");
        }
    }

    internal void SetMethod(string method) => Change("method", Method = method);

    /// <summary>Puts another query in place; target and query agree.</summary>
    internal void SetQuery(string query)
    {
        Change("query", Query = query);
        Change("target", Target = query.Length == 0 ? Path : $"{Path}?{query}");
    }

    /// <summary>Puts the body there as text.</summary>
    /// <param name="utf8">Must be UTF-8.</param>
    internal void SetBody(ReadOnlySpan<byte> utf8)
    {
        _changes["body"] = _body = Quoted(utf8);
        Change("bodyEncoding", "utf8");
        IsBase64 = false;
    }

    /// <summary>Sets any member, JSON.</summary>
    internal void SetMember(string name, ReadOnlyMemory<byte> value) => _changes[name] = value;

    /// <summary>Goes on with what was changed; byte for byte if nothing was.</summary>
    internal Outcome Go(Call call)
    {
        if (_changes.Count == 0 && !Headers.IsChanged)
            return call.Go();
        var output = new ArrayBufferWriter<byte>(call.Payload.Length + 256);
        using (var json = new Utf8JsonWriter(output, HttpForms.Writing))
        {
            json.WriteStartObject();
            foreach (var (name, value) in _members)
                WriteMember(json, name, value);
            foreach (var (name, value) in _changes)
            {
                if (!_members.Exists(member => member.Name == name))
                    WriteMember(json, name, value);
            }

            json.WriteEndObject();
        }

        return call.Go(output.WrittenMemory);
    }

    private void WriteMember(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        if (name == "headers" && Headers.IsChanged)
            HttpForms.Write(json, Headers);
        else
            json.WriteRawValue(_changes.GetValueOrDefault(name, value).Span, skipInputValidation: true);
    }

    private void Change(string name, string value) => _changes[name] = Quoted(Encoding.UTF8.GetBytes(value));

    private static ReadOnlyMemory<byte> Quoted(ReadOnlySpan<byte> utf8)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length + 16);
        using (var json = new Utf8JsonWriter(output, HttpForms.Writing))
            json.WriteStringValue(utf8);
        return output.WrittenMemory;
    }

    private void Read(ReadOnlyMemory<byte> payload)
    {
        // Members that nobody looks at go on as they are.
        if (!Utf8.IsValid(payload.Span))
            throw Shape("it is not UTF-8");
        var reader = new Utf8JsonReader(payload.Span, HttpForms.Reading);
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Shape("it is no object");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
                throw Shape($"it has the member \"{name}\" twice");
            _ = reader.Read();
            var start = (int)reader.TokenStartIndex;
            ReadMember(ref reader, name);
            reader.Skip();
            _members.Add((name, payload[start..(int)reader.BytesConsumed]));
            if (name == "body")
                _body = _members[^1].Json;
        }

        // What stands behind the object is an error of the reader.
        _ = reader.Read();
        if (Method.Length == 0)
            throw Shape("it has no member \"method\"");
        if (!names.Contains("headers"))
            throw Shape("it has no member \"headers\"");
    }

    private void ReadMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "kind":
                Kind = Text(ref reader, name);
                break;
            case "method":
                Method = Text(ref reader, name);
                break;
            case "target":
                Target = Text(ref reader, name);
                break;
            case "path":
                Path = Text(ref reader, name);
                break;
            case "query":
                Query = Text(ref reader, name);
                break;
            case "scheme":
                Scheme = Text(ref reader, name);
                break;
            case "headers" when !HttpForms.TryRead(ref reader, Headers):
                throw Shape("its headers are no list of pairs [name, value] of texts");
            case "body" when reader.TokenType != JsonTokenType.String:
                throw Shape("its body is no text");
            case "bodyEncoding":
                IsBase64 = Text(ref reader, name) switch { "base64" => true, "utf8" => false, _ => throw Shape("its bodyEncoding is neither \"utf8\" nor \"base64\"") };
                break;
            default:
                break;
        }
    }

    private static string Text(ref Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Shape($"its {name} is no text");

    private static FailureException Shape(string problem) =>
        new("Http.RequestInvalid", $"an HTTP request was expected ({HttpForms.Request}: an object with method, target, headers as pairs, and body): {problem}. Inside of the boundary http events have this form", retry: false);
}
