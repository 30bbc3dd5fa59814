using System.Text;

namespace Sor.Configuration.Tests;

public sealed class SorJsonReaderTests
{
    private const string Complete = """
        {
          "version": 1,
          "name": "orders",
          "runtime": "python",
          "handler": "src/app.handle",
          "interpreter": "/opt/python/bin/python3",
          "timeoutMs": 12000,
          "memoryMb": 1024,
          "environment": {"STAGE": "test", "EMPTY": ""},
          "pipeline": [
            {"use": "jwt", "kind": "frames", "config": {"issuer": "https://login.example", "clockSkew": 1e1}},
            {"name": "clean", "use": "./middlewares/redact", "phases": ["after", "error"], "standby": false, "outputLimitBytes": 1000},
            {"use": "trace", "standbySettleMs": 0}
          ]
        }
        """;

    [Fact]
    public void Accepts_every_key()
    {
        var function = Read.Accepted(Complete);

        Assert.Equal("orders", function.Name);
        Assert.Equal(RuntimeNames.Python, function.Runtime);
        Assert.Equal("src/app.handle", function.Handler);
        Assert.Equal("/opt/python/bin/python3", function.Interpreter);
        Assert.Equal(TimeSpan.FromSeconds(12), function.Timeout);
        Assert.Equal(1024, function.MemoryMb);
        Assert.Equal([new("EMPTY", ""), new("STAGE", "test")], function.Environment);
        Assert.Equal(
            [
                new StageOptions { Name = "jwt", Use = "jwt", Kind = StageKind.Frames, ConfigJson = """{"issuer":"https://login.example","clockSkew":1e1}""" },
                new StageOptions { Name = "clean", Use = "./middlewares/redact", Phases = Phase.After | Phase.Error, Standby = false, OutputLimitBytes = 1000 },
                new StageOptions { Name = "trace", Use = "trace", StandbySettle = TimeSpan.Zero },
            ],
            function.Pipeline);
    }

    [Fact]
    public void Accepts_the_least_and_fills_in_the_defaults()
    {
        var function = Read.Accepted("""{"version":1,"name":"echo","runtime":"echo"}""");

        Assert.Null(function.Handler);
        Assert.Empty(function.Command);
        Assert.Equal(TimeSpan.FromSeconds(30), function.Timeout);
        Assert.Equal(512, function.MemoryMb);
        Assert.Empty(function.Environment);
        Assert.Empty(function.Pipeline);
    }

    [Fact]
    public void Accepts_a_byte_order_mark()
    {
        Read.Accepted("\uFEFF{\"version\":1,\"name\":\"echo\",\"runtime\":\"echo\"}");
    }

    [Fact]
    public void Accepts_a_command_for_a_program_of_any_language()
    {
        var function = Read.Accepted("""{"version":1,"name":"any","runtime":"exec","command":["./handler","","--size","10 MB"]}""");

        Assert.Equal(["./handler", "", "--size", "10 MB"], function.Command);
    }

    [Fact]
    public void Tells_all_problems_together_in_the_order_of_the_text()
    {
        var diagnostics = Read.Refused("""
            {
              "version": 2,
              "name": "or ders",
              "runtime": "pyton",
              "handlr": "app.handle",
              "timeoutMs": 0,
              "pipeline": [{"use": "jwt", "standby": 1}, 7]
            }
            """);

        Assert.Equal(
            [
                "SOR1104 2:14 version",
                "SOR1204 3:11 name",
                "SOR1203 4:14 runtime",
                "SOR1101 5:3 handlr",
                "SOR1202 6:16 timeoutMs",
                "SOR1201 7:42 pipeline[0].standby",
                "SOR1201 7:46 pipeline[1]",
            ],
            diagnostics.Select(Read.Place));
    }

    [Fact]
    public void Says_what_is_wrong_what_is_allowed_and_how_to_mend_it()
    {
        var diagnostic = Assert.Single(Read.Refused("""{"version":1,"name":"a","runtime":"echo","memoryMb":64}"""));

        Assert.Equal(
            """
            error SOR1202: 64 is out of range
              where:   sor.json:1:53, memoryMb
              allowed: 128 to 10240 MB
              fix:     choose a value in the range
            """.ReplaceLineEndings("\n"),
            diagnostic.ToString());
    }

    [Fact]
    public void Counts_columns_in_characters()
    {
        var diagnostic = Assert.Single(Read.Refused("""{"version":1,"name":"a","runtime":"echo","environment":{"A":"äöü€😀","1":""}}"""));

        Assert.Equal("SOR1204 1:69 environment.1", Read.Place(diagnostic));
    }

    [Fact]
    public void Rejects_a_file_above_the_limit()
    {
        var bytes = new byte[ConfigurationTree.MaxBytes + 1];
        Array.Fill(bytes, (byte)' ');

        var result = SorJsonReader.Read(bytes, "sor.json", null);

        Assert.Equal("SOR1001", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Rejects_bytes_that_are_not_utf8_where_they_stand()
    {
        byte[] bytes = [.. "{\n \"ä"u8, 0xFF, .. "\":1}"u8];

        var result = SorJsonReader.Read(bytes, "sor.json", null);

        Assert.Equal("SOR1002 2:4 ", Read.Place(Assert.Single(result.Diagnostics)));
    }

    [Fact]
    public void Accepts_depth_up_to_the_limit_and_rejects_one_more()
    {
        var function = Read.Accepted(Nested(ConfigurationTree.MaxDepth - 4));
        var diagnostic = Assert.Single(Read.Refused(Nested(ConfigurationTree.MaxDepth - 3)));

        Assert.NotNull(function.Pipeline[0].ConfigJson);
        Assert.Equal("SOR1004", diagnostic.Code);
        Assert.StartsWith("pipeline[0].config.a", diagnostic.Key, StringComparison.Ordinal);

        static string Nested(int lists) =>
            $$$"""{"version":1,"name":"a","runtime":"echo","pipeline":[{"use":"x","config":{"a":{{{new string('[', lists)}}}{{{new string(']', lists)}}}}}]}""";
    }

    [Fact]
    public void Does_not_list_problems_without_end()
    {
        var keys = string.Join(',', Enumerable.Range(0, 1000).Select(static number => $"\"k{number}\":0"));

        var diagnostics = Read.Refused($$"""{"version":1,"name":"a","runtime":"echo",{{keys}}}""");

        Assert.Equal(DiagnosticList.MaxCount + 1, diagnostics.Count);
        Assert.Equal("SOR1009", diagnostics[^1].Code);
    }

    [Theory]
    [InlineData("", "SOR1003 1:1 ", "ends too early")]
    [InlineData("{", "SOR1003 1:2 ", "ends too early")]
    [InlineData("{\"version\":1,\n}", "SOR1003 1:13 ", "comma")]
    [InlineData("{\"pipeline\":[1,]}", "SOR1003 1:15 pipeline", "comma")]
    [InlineData("{\n // no\n}", "SOR1003 2:2 ", "comments")]
    [InlineData("{\"name\": 'a'}", "SOR1003 1:10 ", "double quotes")]
    [InlineData("{\"name\": \"a\" \"b\": 1}", "SOR1003 1:14 ", "missing")]
    [InlineData("{\"name\": \"a\nb\"}", "SOR1003 1:12 ", "line end")]
    [InlineData("{\"name\": tru}", "SOR1003 1:13 ", "not expected")]
    [InlineData("{} {}", "SOR1003 1:4 ", "not expected")]
    [InlineData("{\"environment\":{\"A\":\"\\x\"}}", "SOR1003 1:23 environment", "not expected")]
    public void Rejects_what_is_not_json_where_it_stops_to_be(string text, string place, string words)
    {
        var diagnostic = Assert.Single(Read.Refused(text));

        Assert.Equal(place.TrimEnd(), Read.Place(diagnostic).TrimEnd());
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"python\"")]
    public void Rejects_a_root_that_is_no_map(string text)
    {
        Assert.Equal("SOR1006 1:1 ", Read.Place(Assert.Single(Read.Refused(text))));
    }

    [Fact]
    public void Rejects_a_key_that_stands_twice_at_any_depth()
    {
        var diagnostics = Read.Refused("""
            {"version":1,"name":"a","runtime":"echo",
             "pipeline":[{"use":"x","config":{"a":{"b":1,"c":2,"b":3}}}],
             "name":"b"}
            """);

        Assert.Equal(["SOR1005 2:52 pipeline[0].config.a.b", "SOR1005 3:2 name"], diagnostics.Select(Read.Place));
    }

    [Fact]
    public void Rejects_half_a_surrogate_pair()
    {
        var diagnostic = Assert.Single(Read.Refused("""{"version":1,"name":"a","runtime":"echo","environment":{"A":"\ud83d"}}"""));

        Assert.Equal("SOR1008 1:61 environment.A", Read.Place(diagnostic));
    }

    [Fact]
    public void Never_shows_control_characters_of_the_file()
    {
        var diagnostics = Read.Refused("""{"version":1,"name":"a\u001b[2J\u202e","runtime":"\n\u0007","\u001b]0;x":1}""");

        Assert.All(diagnostics, static diagnostic => Assert.DoesNotContain(diagnostic.ToString(), static c => char.IsControl(c) && c != '\n'));
    }

    [Fact]
    public void Never_throws_on_bytes_of_any_kind()
    {
        var text = Encoding.UTF8.GetBytes(Complete);
        var random = new Random(20260131);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = text[..random.Next(text.Length + 1)];
            for (var change = random.Next(6); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var result = SorJsonReader.Read(bytes, "sor.json", null);

            Assert.Equal(result.Options is null, result.Diagnostics.Any(static item => item.Severity == DiagnosticSeverity.Error));
        }
    }
}
