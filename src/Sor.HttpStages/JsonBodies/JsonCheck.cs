using System.Text.Json;
using System.Text.Unicode;

namespace Sor.HttpStages.JsonBodies;

/// <summary>Whether bytes are JSON that every reader understands alike.</summary>
internal static class JsonCheck
{
    // As deep as most readers go unless told otherwise.
    internal const int MaxDepth = 64;

    /// <summary>Looks through all of it.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="kind">Kind of the value; null if it is not JSON.</param>
    /// <returns>What is wrong; null: nothing.</returns>
    internal static string? Run(ReadOnlySpan<byte> json, out string? kind)
    {
        kind = null;
        if (!Utf8.IsValid(json))
            return "the body is not JSON: it is not UTF-8";
        try
        {
            // Of any depth: too deep is another mistake than no JSON.
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
            _ = reader.Read();
            var first = NameOf(reader.TokenType);
            var problem = Walk(ref reader);
            kind = first;
            return problem;
        }
        catch (JsonException problem)
        {
            return $"the body is not JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}";
        }
    }

    /// <summary>To the end, even when something is wrong: what is no JSON counts first.</summary>
    private static string? Walk(ref Utf8JsonReader reader)
    {
        string? problem = null;
        var names = new Stack<HashSet<string>?>();
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= MaxDepth:
                    problem ??= $"the body is nested deeper than {MaxDepth} levels";
                    names.Push(null);
                    break;
                case JsonTokenType.StartObject:
                    names.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.StartArray:
                    names.Push(null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _ = names.Pop();
                    break;
                case JsonTokenType.PropertyName when problem is null:
                    problem = Name(ref reader, names.Peek()!);
                    break;
                default:
                    break;
            }
        }
        while (reader.Read());
        return problem;
    }

    private static string? Name(ref Utf8JsonReader reader, HashSet<string> names)
    {
        try
        {
            var name = reader.GetString()!;
            return names.Add(name) ? null : $"the body has the member \"{name}\" twice in one object";
        }
        catch (InvalidOperationException)
        {
            return "the body has a name with half of a surrogate pair";
        }
    }

    private static string NameOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number",
        JsonTokenType.True or JsonTokenType.False => "boolean",
        _ => "null",
    };
}
