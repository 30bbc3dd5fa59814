using System.Text;
using CsCheck;

namespace Sor.Configuration.Tests;

public sealed class SorJsonWriterTests
{
    [Fact]
    public void Leaves_defaults_out_and_keeps_the_order_of_the_reference()
    {
        var function = new FunctionOptions
        {
            Pipeline =
            [
                new StageOptions { Use = "./middlewares/redact", Name = "redact" },
                new StageOptions
                {
                    Use = "jwt",
                    Name = "auth",
                    Kind = StageKind.Frames,
                    Phases = Phase.Error | Phase.Before,
                    ConfigJson = """{"z":1,"a":["ä","<"]}""",
                    OutputLimitBytes = 7,
                },
                new StageOptions { Use = "x", Name = "x", Standby = false, StandbySettle = TimeSpan.FromMilliseconds(1) },
            ],
            Environment = new Dictionary<string, string> { ["b"] = "ü\n\"", ["B"] = "" },
            Timeout = TimeSpan.FromSeconds(1.5),
            Handler = "app.handle",
            Runtime = "python",
            Name = "orders",
        };

        Assert.Equal(
            """
            {
              "version": 1,
              "name": "orders",
              "runtime": "python",
              "handler": "app.handle",
              "timeoutMs": 1500,
              "environment": {
                "B": "",
                "b": "ü\n\""
              },
              "pipeline": [
                {
                  "use": "./middlewares/redact"
                },
                {
                  "name": "auth",
                  "use": "jwt",
                  "kind": "frames",
                  "phases": [
                    "before",
                    "error"
                  ],
                  "config": {"z":1,"a":["ä","<"]},
                  "outputLimitBytes": 7
                },
                {
                  "use": "x",
                  "standby": false,
                  "standbySettleMs": 1
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(SorJsonWriter.Write(function)));
    }

    [Fact]
    public void Writes_what_the_reader_reads_as_the_same_function()
    {
        FunctionGenerators.Function.Sample(
            static function =>
            {
                var bytes = SorJsonWriter.Write(function);
                var read = SorJsonReader.Read(bytes, "sor.json", functionName: null);

                Assert.Empty(read.Diagnostics);
                Assert.Equal(bytes, SorJsonWriter.Write(read.Options!));
                Assert.Equal(function.Pipeline.Select(Comparable), read.Options!.Pipeline.Select(Comparable));
                Assert.Equal(function.Command, read.Options.Command);
                Assert.Equal(function.Environment.OrderBy(static item => item.Key, StringComparer.Ordinal), read.Options.Environment);

                // The lists have no equality of their own; what is left does.
                var same = read.Options with { Pipeline = function.Pipeline, Command = function.Command, Environment = function.Environment };
                Assert.Equal(function, same);
            },
            iter: 500,
            print: static function => Encoding.UTF8.GetString(SorJsonWriter.Write(function)));
    }

    /// <summary>Its lists have no equality of their own; the bytes show them.</summary>
    private static StageOptions Comparable(StageOptions stage) => stage with { Match = null, GrantedVariables = [] };
}
