using System.Text;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

public sealed class SorYamlReaderTests
{
    private const string Least = "name: a\nruntime: echo\n";

    private const string Complete = """
        # What an order service may look like.
        name: orders
        runtime: python
        handler: app.handle
        interpreter: python3.12
        timeout: 1m30s
        memory: 1GB
        environment:
          STAGE: test
          PORT: 8080
          VERSION: 1.10
          DEBUG: True
          EMPTY: ""
        pipeline:
          - trace
          - ./middlewares/redact
          - jwt: { issuer: https://login.example, clockSkew: 0x10, strict: True, since: 2024-01-01 }
          - use: ./middlewares/audit.sh
            name: audit
            kind: exec
            phases: [before, after, error]
            standby: { settle: 20ms }
            config:
              list: [1, -2.50, .5, 1e3, ~, "yes", yes]
            outputLimit: 512KB
          - use: cache
            kind: frames
        """;

    [Fact]
    public void Accepts_every_key()
    {
        var function = Read.Accepted(Complete);

        Assert.Equal("orders", function.Name);
        Assert.Equal(RuntimeNames.Python, function.Runtime);
        Assert.Equal("app.handle", function.Handler);
        Assert.Equal("python3.12", function.Interpreter);
        Assert.Equal(TimeSpan.FromSeconds(90), function.Timeout);
        Assert.Equal(1024, function.MemoryMb);
        Assert.Equal([new("DEBUG", "True"), new("EMPTY", ""), new("PORT", "8080"), new("STAGE", "test"), new("VERSION", "1.10")], function.Environment);
        Assert.Equal(
            [
                new StageOptions { Name = "trace", Use = "trace" },
                new StageOptions { Name = "redact", Use = "./middlewares/redact" },
                new StageOptions { Name = "jwt", Use = "jwt", ConfigJson = """{"issuer":"https://login.example","clockSkew":16,"strict":true,"since":"2024-01-01"}""" },
                new StageOptions
                {
                    Name = "audit",
                    Use = "./middlewares/audit.sh",
                    Kind = StageKind.Exec,
                    Phases = Phase.Before | Phase.After | Phase.Error,
                    StandbySettle = TimeSpan.FromMilliseconds(20),
                    ConfigJson = """{"list":[1,-2.50,0.5,1e3,null,"yes","yes"]}""",
                    OutputLimitBytes = 512 * 1024,
                },
                new StageOptions { Name = "cache", Use = "cache", Kind = StageKind.Frames },
            ],
            function.Pipeline);
    }

    [Fact]
    public void Accepts_json_because_yaml_does()
    {
        var function = Read.Accepted("""{"name": "a", "runtime": "exec", "command": ["./a", "--level", 3]}""");

        Assert.Equal(["./a", "--level", "3"], function.Command);
    }

    [Fact]
    public void Tells_all_problems_together_in_the_order_of_the_text()
    {
        var places = Read.Places("""
            name: or ders
            runtime: pyton
            handlr: app.handle
            timeout: 30
            memory: 64
            environment:
              1A: x
              SOR_STAGE: y
              NOTHING:
            pipeline:
              - trace
              - trace
              - use: x
                standby: yes
              - jwt:
                issuer: x
              - 7
            events: cloudevent
            """);

        Assert.Equal(
            [
                "SOR1204 1:7 name",
                "SOR1203 2:10 runtime",
                "SOR1101 3:1 handlr",
                "SOR1205 4:10 timeout",
                "SOR1202 5:9 memory",
                "SOR1204 7:3 environment.1A",
                "SOR1208 8:3 environment.SOR_STAGE",
                "SOR1201 9:11 environment.NOTHING",
                "SOR1303 12:5 pipeline[1].name",
                "SOR1201 14:14 pipeline[2].standby",
                "SOR1103 15:5 pipeline[3].use",
                "SOR1201 17:5 pipeline[4]",
                "SOR1203 18:9 events",
            ],
            places);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("events: native", "")]
    [InlineData("events: http", "http")]
    [InlineData("events: cloudevents", "cloudevents")]
    [InlineData("events: cloudevents\npipeline: [http, trace]", "http trace")]
    [InlineData("events: http\npipeline: [trace]", "trace http")]
    [InlineData("events: http\npipeline: [http, trace]", "http trace")]
    public void The_boundary_that_events_asks_for_is_innermost_unless_it_is_listed(string keys, string stages)
    {
        var result = SorYamlReader.Read(Encoding.UTF8.GetBytes($"name: a\nruntime: echo\n{keys}\n"), "sor.yaml");

        Assert.Empty(result.Diagnostics);
        Assert.Equal(stages, string.Join(' ', result.Options!.Pipeline.Select(stage => stage.Use)));
    }

    [Theory]
    [InlineData("a: &x 1", "SOR1007 3:4 a", "anchor")]
    [InlineData("a: *x", "SOR1007 3:4 a", "alias")]
    [InlineData("a: !!str 1", "SOR1007 3:4 a", "tag")]
    [InlineData("a: !x {b: 1}", "SOR1007 3:4 a", "tag")]
    [InlineData("<<: {b: 1}", "SOR1007 3:1 ", "merge")]
    [InlineData("? [a, b]\n: 1", "SOR1007 3:3 ", "key")]
    [InlineData("---\nname: b", "SOR1007 3:1 ", "second document")]
    public void Rejects_what_a_configuration_does_not_need(string line, string place, string words)
    {
        var diagnostic = Assert.Single(Read.Refused(Least + line));

        Assert.Equal(place, Read.Place(diagnostic));
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: a\nenvironment:\n\tA: b", 3)]
    [InlineData("name: a\n  runtime: echo", 2)]
    [InlineData("name: [a", 2)]
    [InlineData("name: \"a", 1)]
    [InlineData("name: a: b", 1)]
    [InlineData("name: a\n- b", 2)]
    [InlineData("name: %\n@", 1)]
    public void Rejects_what_is_not_yaml_near_where_it_stops_to_be(string text, int line)
    {
        var diagnostic = Assert.Single(Read.Refused(text));

        Assert.Equal(DiagnosticCodes.Syntax, diagnostic.Code);
        Assert.Equal(line, diagnostic.Position.Line);
        Assert.DoesNotContain("Idx", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("- a")]
    [InlineData("python")]
    [InlineData("---\n...\n")]
    public void Rejects_a_file_that_describes_no_function(string text)
    {
        Assert.Equal(DiagnosticCodes.NotAMap, Assert.Single(Read.Refused(text)).Code);
    }

    [Fact]
    public void Rejects_a_key_that_stands_twice_at_any_depth()
    {
        var places = Read.Places(Least + """
            pipeline:
              - jwt: { a: 1, a: 2 }
            name: b
            """);

        Assert.Equal(["SOR1005 4:18 pipeline[0].jwt.a", "SOR1005 5:1 name"], places);
    }

    [Theory]
    [InlineData("1s", 1000)]
    [InlineData("1500ms", 1500)]
    [InlineData("1m", 60_000)]
    [InlineData("14m59s999ms", 899_999)]
    [InlineData("15m", 900_000)]
    public void Accepts_durations_in_range(string text, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read.Accepted($"{Least}timeout: {text}").Timeout);
    }

    [Theory]
    [InlineData("30", DiagnosticCodes.BadDuration)]
    [InlineData("\"30\"", DiagnosticCodes.BadDuration)]
    [InlineData("1.5s", DiagnosticCodes.BadDuration)]
    [InlineData("30 s", DiagnosticCodes.BadDuration)]
    [InlineData("30S", DiagnosticCodes.BadDuration)]
    [InlineData("-1s", DiagnosticCodes.BadDuration)]
    [InlineData("30s1m", DiagnosticCodes.BadDuration)]
    [InlineData("1s1s", DiagnosticCodes.BadDuration)]
    [InlineData("s", DiagnosticCodes.BadDuration)]
    [InlineData("\"\"", DiagnosticCodes.BadDuration)]
    [InlineData("[30s]", DiagnosticCodes.BadDuration)]
    [InlineData("9999999999s", DiagnosticCodes.BadDuration)]
    [InlineData("999ms", DiagnosticCodes.OutOfRange)]
    [InlineData("15m1ms", DiagnosticCodes.OutOfRange)]
    [InlineData("99999999h59999999m", DiagnosticCodes.OutOfRange)]
    public void Rejects_other_durations(string text, string code)
    {
        var diagnostic = Assert.Single(Read.Refused($"{Least}timeout: {text}"));

        Assert.Equal($"{code} 3:10 timeout", Read.Place(diagnostic));
        Assert.Equal("1s to 900s", diagnostic.Allowed);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1B", 1)]
    [InlineData("2KB", 2048)]
    [InlineData("2KiB", 2048)]
    [InlineData("6MB", 6 * 1024 * 1024)]
    [InlineData("100MiB", 100 * 1024 * 1024)]
    public void Accepts_sizes_in_range(string text, int bytes)
    {
        Assert.Equal(bytes, Read.Accepted($"{Least}pipeline: [{{use: x, outputLimit: {text}}}]").Pipeline[0].OutputLimitBytes);
    }

    [Theory]
    [InlineData("0", DiagnosticCodes.OutOfRange)]
    [InlineData("-1", DiagnosticCodes.OutOfRange)]
    [InlineData("101MB", DiagnosticCodes.OutOfRange)]
    [InlineData("999999999999GB", DiagnosticCodes.OutOfRange)]
    [InlineData("1 MB", DiagnosticCodes.BadSize)]
    [InlineData("1mb", DiagnosticCodes.BadSize)]
    [InlineData("1.5MB", DiagnosticCodes.BadSize)]
    [InlineData("1e3", DiagnosticCodes.BadSize)]
    [InlineData("0x10", DiagnosticCodes.BadSize)]
    [InlineData("99999999999999999999", DiagnosticCodes.BadSize)]
    [InlineData("true", DiagnosticCodes.BadSize)]
    public void Rejects_other_sizes(string text, string code)
    {
        Assert.Equal([$"{code} 3:34 pipeline[0].outputLimit"], Read.Places($"{Least}pipeline: [{{use: x, outputLimit: {text}}}]"));
    }

    [Theory]
    [InlineData("128", 128)]
    [InlineData("512MB", 512)]
    [InlineData("2GiB", 2048)]
    [InlineData("1048576KB", 1024)]
    [InlineData("10240", 10_240)]
    public void Accepts_memory_in_megabytes(string text, int megabytes)
    {
        Assert.Equal(megabytes, Read.Accepted($"{Least}memory: {text}").MemoryMb);
    }

    [Theory]
    [InlineData("127", DiagnosticCodes.OutOfRange)]
    [InlineData("10241", DiagnosticCodes.OutOfRange)]
    [InlineData("11GB", DiagnosticCodes.OutOfRange)]
    [InlineData("1000KB", DiagnosticCodes.BadSize)]
    [InlineData("\"512\"", DiagnosticCodes.BadSize)]
    public void Rejects_other_memory(string text, string code)
    {
        Assert.Equal([$"{code} 3:9 memory"], Read.Places($"{Least}memory: {text}"));
    }

    [Theory]
    [InlineData("- {}", "SOR1103 4:3 pipeline[0].use")]
    [InlineData("- jwt:", "SOR1201 4:7 pipeline[0].jwt")]
    [InlineData("- jwt: 1", "SOR1201 4:8 pipeline[0].jwt")]
    [InlineData("- [jwt]", "SOR1201 4:3 pipeline[0]")]
    [InlineData("-", "SOR1201 4:2 pipeline[0]")]
    [InlineData("- {name: x}", "SOR1103 4:3 pipeline[0].use")]
    [InlineData("- {use: x, config: 1}", "SOR1201 4:20 pipeline[0].config")]
    [InlineData("- {use: x, standby: {}}", "SOR1103 4:21 pipeline[0].standby.settle")]
    [InlineData("- {use: x, standby: {setle: 1ms, settle: 1ms}}", "SOR1101 4:22 pipeline[0].standby.setle")]
    [InlineData("- {use: x, standby: {settle: 2s}}", "SOR1202 4:30 pipeline[0].standby.settle")]
    [InlineData("- {use: x, kind: frames, standby: {settle: 1ms}}", "SOR1302 4:44 pipeline[0].standby")]
    [InlineData("- jwt: {a: .inf}", "SOR1201 4:12 pipeline[0].jwt.a")]
    [InlineData("- acme/audit@^1.2", "SOR1102 4:3 pipeline[0].use")]
    [InlineData("- acme/audit@^1.2: {a: 1}", "SOR1102 4:3 pipeline[0].use")]
    public void Rejects_malformed_stages_where_they_stand(string stage, string place)
    {
        Assert.Equal([place], Read.Places($"{Least}pipeline:\n{stage}"));
    }

    [Theory]
    [InlineData("pipeline: jwt", "SOR1201 3:11 pipeline")]
    [InlineData("pipeline:", "SOR1201 3:10 pipeline")]
    [InlineData("environment: [A]", "SOR1201 3:14 environment")]
    [InlineData("command: ./server --quiet", "SOR1201 3:10 command")]
    [InlineData("version: 1", "SOR1101 3:1 version")]
    [InlineData("timeoutMs: 1000", "SOR1101 3:1 timeoutMs")]
    [InlineData("sidecars: {}", "SOR1102 3:1 sidecars")]
    public void Rejects_malformed_keys_where_they_stand(string line, string place)
    {
        Assert.Equal([place], Read.Places(Least + line));
    }

    [Fact]
    public void Suggests_the_name_that_was_probably_meant()
    {
        var diagnostic = Assert.Single(Read.Refused(Least + "memoryMb: 512"));

        Assert.Equal("unknown key \"memoryMb\"; did you mean \"memory\"?", diagnostic.Message);
    }

    [Fact]
    public void Rejects_values_that_are_nested_too_deeply()
    {
        var yaml = $"{Least}pipeline: [{{use: x, config: {{a: {new string('[', 80)}{new string(']', 80)}}}}}]";

        Assert.Equal(DiagnosticCodes.TooDeep, Assert.Single(Read.Refused(yaml)).Code);
    }

    [Fact]
    public void Never_throws_on_bytes_of_any_kind()
    {
        var text = Encoding.UTF8.GetBytes(Complete);
        var random = new Random(20260131);
        const string Marks = "\t\n :-[]{}#&*!|>'\"%@`,?~<\r\u0000\u00e4";
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = text[..random.Next(text.Length + 1)];
            for (var change = random.Next(6); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)Marks[random.Next(Marks.Length)];
            }

            var result = SorYamlReader.Read(bytes, "sor.yaml");

            Assert.Equal(result.Options is null, result.Diagnostics.Any(static item => item.Severity == DiagnosticSeverity.Error));
        }
    }
}
