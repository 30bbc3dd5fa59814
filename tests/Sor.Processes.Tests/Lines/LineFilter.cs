using Sor.Configuration;

namespace Sor.Processes.Tests;

/// <summary>Filters for tests.</summary>
internal static class LineFilter
{
    private const string Prelude = """
        #!/usr/bin/python3
        import json, os, sys, time
        def write(text):
            sys.stdout.write(text)
            sys.stdout.flush()

        """;

    /// <summary>A Python program that runs the code given for each line, with the line in <c>line</c> and its JSON in <c>value</c>.</summary>
    internal static LinesProgram Python(this LoopHost host, string code, Func<StageOptions, StageOptions>? options = null) =>
        host.Command([host.Program("filter", Prelude + "for line in iter(sys.stdin.readline, ''):\n    value = json.loads(line)\n" + Indent(code) + "\n")], options);

    /// <summary>A filter with an argument vector of its own.</summary>
    internal static LinesProgram Command(this LoopHost host, IReadOnlyList<string> command, Func<StageOptions, StageOptions>? options = null)
    {
        var stage = new StageOptions { Name = "filter", Use = "./filter", Kind = StageKind.Lines };
        return new LinesProgram(host.Host, options?.Invoke(stage) ?? stage, command);
    }

    private static string Indent(string code) => "    " + code.Replace("\n", "\n    ", StringComparison.Ordinal);
}
