using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sor.JsonSchema;

/// <summary>Lists what a schema allows, in messages.</summary>
internal static class Shown
{
    /// <summary>A number. One method for all: the formatting would be inlined everywhere.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Names with quotation marks: <c>"a", "b"</c>.</summary>
    public static string Names(NameTable names)
    {
        if (names.Count == 0)
            return "none";
        var list = new StringBuilder();
        for (var index = 0; index < names.Count && index < SchemaLimits.MaxListed; index++)
            Next(list, index).Append(Name(names[index]));
        return End(list, names.Count);
    }

    /// <summary>A name with quotation marks.</summary>
    public static string Name(ReadOnlySpan<byte> name) => $"\"{Cut(Encoding.UTF8.GetString(name))}\"";

    /// <summary>A value of the schema as the schema writes it.</summary>
    public static string Value(JsonTape tape, int node) => Cut(Encoding.UTF8.GetString(SourceOf(tape, node)));

    /// <summary>Items of a list of the schema.</summary>
    public static string Values(JsonTape tape, int list)
    {
        var shown = new StringBuilder();
        var index = 0;
        for (var item = list + 1; item < tape[list].Next && index < SchemaLimits.MaxListed; item = tape[item].Next)
            Next(shown, index++).Append(Value(tape, item));
        return End(shown, tape[list].Count);
    }

    public static StringBuilder Next(StringBuilder list, int index) => index == 0 ? list : list.Append(", ");

    private static string End(StringBuilder list, int count) => count > SchemaLimits.MaxListed ? list.Append(", ...").ToString() : list.ToString();

    private static ReadOnlySpan<byte> SourceOf(JsonTape tape, int node) => tape[node].Kind switch
    {
        JsonKind.Text => Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(tape.Text(node))}\""),
        JsonKind.List => tape[node].Count == 0 ? "[]"u8 : "[...]"u8,
        JsonKind.Map => tape[node].Count == 0 ? "{}"u8 : "{...}"u8,
        _ => tape.Text(node),
    };

    private static string Cut(string text) => text.Length <= SchemaLimits.MaxShownChars
        ? text
        : string.Concat(text.AsSpan(0, SchemaLimits.MaxShownChars - (char.IsHighSurrogate(text[SchemaLimits.MaxShownChars - 1]) ? 1 : 0)), "...");
}
