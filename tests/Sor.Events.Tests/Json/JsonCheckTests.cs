using System.Text;
using System.Text.Json;
using CsCheck;
using Sor.Events.Json;

namespace Sor.Events.Tests.Json;

/// <summary>What is JSON, and where it ends, is what the reader of the base library says.</summary>
public sealed class JsonCheckTests
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\":", "\"b\"", "\\n", "\\u00e9", "\\u12", "\\", "é", "\n", " ", "\0", "-", "0", "1.5e-3", "true", "false", "null", "nul", new('x', 17),
    ];

    private static readonly Gen<string> s_scalar = Gen.OneOf(
        ((string[])["-1.50E+2", "0", "null", "true", "false", "\"\"", "\"a\\\\\\\"\\u00e9é\"", $"\"{new string('y', 40)}\""]).Select(static text => Gen.Const(text)).ToArray());

    private static readonly Gen<string> s_value = Gen.Recursive<string>((depth, inner) => depth > 3
        ? s_scalar
        : Gen.OneOf(
            s_scalar,
            inner.Array[0, 4].Select(static values => $"[{string.Join(" ,", values)}]"),
            inner.Array[0, 4].Select(static values => $"{{ {string.Join(",\t", values.Select(static value => $"\"a\\n\" :{value}"))}\n}}")));

    [Fact]
    public void Values_with_a_mistake_in_them() => Gen.Select(s_value, Gen.Int[0, 400], Gen.Int[0, 3], Gen.Int[0, s_pieces.Length - 1]).Sample((value, place, taken, piece) =>
    {
        Compare(value);
        var start = place % (value.Length + 1);
        Compare(value.Remove(start, Math.Min(taken, value.Length - start)).Insert(start, s_pieces[piece]));
    });

    [Fact]
    public void Short_texts_of_brackets_and_commas() => CompareAll("{}[],:\"1", 5);

    [Fact]
    public void Short_texts_of_what_numbers_are_made_of() => CompareAll("-+.01eE", 5);

    [Fact]
    public void Every_byte_behind_a_backslash_and_in_a_string()
    {
        for (var c = 0; c < 128; c++)
        {
            for (var length = 0; length < 20; length++)
                Compare($"[\"{new string('a', length)}{(char)c}\"]");
            Compare($"\"\\{(char)c}\"");
            Compare($"\"\\u{(char)c}000\"");
            Compare($"\"\\u000{(char)c}\"");
            Compare($"{(char)c}1{(char)c}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(EventDocument.MaxDepth - 1)]
    public void Members_are_found_however_deep_others_are(int depth)
    {
        var document = new EventDocument();
        document.Load(Encoding.UTF8.GetBytes($$$"""{"requestContext":{"elb":{}},"deep":{{{new string('[', depth)}}}{{{new string(']', depth)}}},"httpMethod":"GET"}"""));

        Assert.Equal(EventKind.Alb, document.Kind);
        Assert.Equal(2 * depth, document.Member("deep"u8).Raw.Length);
        Assert.Equal(3, document.MemberCount);
    }

    [Theory]
    [InlineData("", "", EventDocument.MaxDepth)]
    [InlineData("{\"a\":", "}", EventDocument.MaxDepth - 1)]
    [InlineData("{\"requestContext\":{\"a\":", "}}", EventDocument.MaxDepth - 2)]
    public void Nesting_ends_at_the_limit(string before, string after, int levels)
    {
        var document = new EventDocument();

        document.Load(Nested(levels));
        Assert.Contains("is not JSON", Assert.Throws<EventFormatException>(() => document.Load(Nested(levels + 1))).Message, StringComparison.Ordinal);

        byte[] Nested(int depth) => Encoding.UTF8.GetBytes($"{before}{new string('[', depth)}{new string(']', depth)}{after}");
    }

    private static void CompareAll(string alphabet, int length)
    {
        var count = 1;
        for (var digits = 1; digits <= length; digits++)
        {
            count *= alphabet.Length;
            for (var i = 0; i < count; i++)
            {
                var text = new StringBuilder(digits);
                for (var (digit, rest) = (0, i); digit < digits; digit++, rest /= alphabet.Length)
                    _ = text.Append(alphabet[rest % alphabet.Length]);
                Compare(text.ToString());
            }
        }
    }

    private static void Compare(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        var isJson = JsonCheck.IsJson(json);

        Assert.True(isJson == IsJson(json), $"taken for {(isJson ? "JSON" : "none")}: {text}");
    }

    private static bool IsJson(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
