using System.Text;
using System.Text.Json;
using CsCheck;
using Sor.Events.Json;

namespace Sor.Events.Tests.Json;

/// <summary>Values are stepped over where the reader of the base library says that they end.</summary>
public sealed class JsonScanTests
{
    // What decides about the end of a container: brackets, quotes and escapes, in and outside of strings, and room for blocks to end anywhere.
    private static readonly string[] s_pieces = ["\\\\", "\\\"", "\\n", "[", "]", "{", "}", "a", "é", ",", ":", new('x', 13), new('\\', 30)];

    private static readonly Gen<string> s_text = Gen.Int[0, s_pieces.Length - 1].Select(static i => s_pieces[i]).Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> s_scalar = Gen.OneOf(Gen.Const("1.50"), Gen.Const("null"), s_text.Select(static text => $"\"{text}\""));

    private static readonly Gen<string> s_value = Gen.Recursive<string>((depth, inner) => depth > 3
        ? s_scalar
        : Gen.OneOf(
            s_scalar,
            inner.Array[0, 5].Select(static values => $"[{string.Join(" , ", values)}]"),
            Gen.Select(s_text, inner).Array[0, 5].Select(static members => $"{{{string.Join(",", members.Select(static m => $"\"{m.Item1}\" :{m.Item2}"))}}}")));

    [Fact]
    public void A_value_ends_where_its_last_byte_is() => Gen.Select(s_value, Gen.Int[0, 70], Gen.Int[0, 70]).Sample((value, before, after) =>
    {
        var json = Encoding.UTF8.GetBytes($"{new string(' ', before)}[{value},\"]{new string('}', after)}\"]");
        var reader = new Utf8JsonReader(json);
        _ = reader.Read();
        _ = reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();

        Assert.Equal(reader.BytesConsumed, JsonScan.SkipValue(json, start));
        Assert.Equal(json.Length, JsonScan.SkipValue(json, before));
    });

    [Fact]
    public void An_escape_may_stand_on_both_sides_of_a_block()
    {
        for (var length = 0; length < 200; length++)
        {
            foreach (var escapes in (string[])["\\\\", "\\\"", "\\\\\\\"", "\\\\\\\\"])
            {
                var json = Encoding.UTF8.GetBytes($"[\"{new string('a', length)}{escapes}\",\"]\"] ");

                Assert.Equal(json.Length - 1, JsonScan.SkipValue(json, 0));
            }
        }
    }
}
