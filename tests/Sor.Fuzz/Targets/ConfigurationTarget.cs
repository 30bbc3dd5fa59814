using Sor.Configuration;

namespace Sor.Fuzz;

/// <summary>The reader of <c>sor.json</c>.</summary>
internal sealed class ConfigurationTarget : IFuzzTarget
{
    public string Name => "configuration";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. SorJsonReader.FlatKeys.Concat(SorJsonReader.ManyKeys).Select(static key => $"\"{key}\":")
        .Concat((string[])
        [
            "{", "}", "[", "]", "\"", ":", ",", "\n", "1", "0", "-1", "1e3", "null", "true", "false", "\"use\":\"a\"", "\"name\":", "\"kind\":\"frames\"", "\"exec\"", "\"phases\":[\"before\"]",
            "\"after\"", "\"error\"", "\"config\":{", "\"standby\":", "\"standbySettleMs\":", "\"outputLimitBytes\":", "\"python\"", "\"node\"", "\"echo\"", "\"prototype\"", "./a", "\\u0000", "\\ud800", "\ufeff", "\u00e9",
        ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        """{"version":1,"name":"orders","runtime":"python","handler":"app.handle","interpreter":"/usr/bin/python3","timeoutMs":30000,"memoryMb":512,"environment":{"A":"b"},"pipeline":[{"name":"redact","use":"./middlewares/redact","kind":"exec","phases":["before","after"],"config":{"a":[1,null]},"standby":true,"standbySettleMs":50,"outputLimitBytes":6291556},{"use":"jwt","kind":"frames"}]}""",
        """{"version":1,"functions":{"f":{"runtime":"exec","command":["./run","-x"]},"g":{"runtime":"echo"}}}""",
        """{"version":1,"name":"e","runtime":"echo"}""",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        Check(input, null);
        Check(input, "f");
    }

    private static void Check(byte[] input, string? functionName)
    {
        var result = SorJsonReader.Read(input, "sor.json", functionName);
        foreach (var diagnostic in result.Diagnostics)
            Property.Holds(diagnostic.Message.Length > 0 && diagnostic.ToString().Length > 0, "a problem has no words");
        if (result.Options is null)
        {
            Property.Holds(result.Diagnostics.Count > 0, "a configuration is refused without a reason");
            return;
        }

        var written = SorJsonWriter.Write(result.Options);
        var again = SorJsonReader.Read(written, "sor.json", functionName);
        Property.Holds(again.Options is not null, $"what was written is refused: {string.Join("; ", again.Diagnostics)}");
        Property.Holds(SorJsonWriter.Write(again.Options!).AsSpan().SequenceEqual(written), "what was written is written otherwise the second time");
    }
}
