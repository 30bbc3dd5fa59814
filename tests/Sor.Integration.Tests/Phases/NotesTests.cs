namespace Sor.Integration.Tests;

/// <summary>What stages say beside their payload, over real executables and persistent middlewares.</summary>
public sealed class NotesTests
{
    private const string Context = """
        #!/usr/bin/python3
        import json, os, sys
        payload = sys.stdin.read()
        context = json.load(os.fdopen(3))
        with open("seen", "a") as seen:
            seen.write(json.dumps({"stage": os.environ["SOR_STAGE"], "phase": sys.argv[1], "attributes": context.get("attributes"), "state": context.get("state")}) + "\n")
        print(payload, end="")
        """;

    [Fact]
    public async Task State_comes_back_to_its_own_stage_only()
    {
        using var function = new FunctionFolder()
            .Exec("outer", Context)
            .Exec("keeper", """
                #!/bin/sh
                case $1 in
                    before) cat; echo '{"state":{"origin":"https://a.example","n":[1, 2]}}' >&4 ;;
                    after) cat >/dev/null; exec jq -c .state <&3 ;;
                esac
                """)
            .Exec("inner", Context);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        Assert.Equal("""{"origin":"https://a.example","n":[1,2]}""", answer.ResponseText());
        Assert.Equal(4, Seen(function).Count);
        Assert.All(Seen(function), seen => Assert.Equal("null", seen.GetProperty("state").GetRawText()));
    }

    [Fact]
    public async Task State_comes_back_in_the_phase_error_and_not_in_the_next_invocation()
    {
        using var function = new FunctionFolder()
            .Python("""
                def handle(event, context):
                    raise ValueError("no")
                """)
            .Exec("keeper", """
                #!/bin/sh
                case $1 in
                    before) cat; jq -c .state <&3 >>earlier; echo '{"state":"kept"}' >&4 ;;
                    error) cat >/dev/null; jq -c .state <&3; exit 80 ;;
                esac
                """, "\"phases\":[\"before\",\"error\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("\"kept\"", (await run.InvokeAsync("{}")).ResponseText());
        Assert.Equal("\"kept\"", (await run.InvokeAsync("{}")).ResponseText());
        Assert.Equal("null\nnull\n", function.Read("earlier"));
    }

    [Fact]
    public async Task Attributes_are_read_by_inner_stages_the_handler_and_outer_ways_out()
    {
        using var function = new FunctionFolder()
            .Python("""
                def handle(event, context):
                    return context.sor.attributes
                """)
            .Exec("outer", Context)
            .Exec("jwt", """
                #!/bin/sh
                cat
                [ $1 = before ] || exit 0
                echo '{"attributes":{"user":"ada","roles":["x"]}}' >&4
                echo '{"attributes":{"roles":["admin","ops"]}}' >&4
                """)
            .Exec("inner", Context);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        Assert.False(answer.IsError, answer.ToString());
        const string Noted = """{"jwt":{"user":"ada","roles":["admin","ops"]}}""";
        Assert.Equal(Noted, answer.Text.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(
            ["outer before null", $"inner before {Noted}", $"inner after {Noted}", $"outer after {Noted}"],
            Seen(function).Select(seen => $"{seen.GetProperty("stage")} {seen.GetProperty("phase")} {seen.GetProperty("attributes").GetRawText().Replace(" ", "", StringComparison.Ordinal)}"));
    }

    [Fact]
    public async Task A_noted_content_type_goes_with_the_payload()
    {
        using var function = new FunctionFolder()
            .Python("""
                def handle(event, context):
                    return [type(event).__name__, len(event)]
                """)
            .Exec("csv", """
                #!/bin/sh
                cat >/dev/null
                if [ $1 = before ]; then
                    echo '{"contentType":"text/csv"}' >&4
                    printf 'a;b\n'
                else
                    echo '{"contentType":"text/html; charset=utf-8"}' >&4
                    printf '<p>\n'
                fi
                """)
            .Exec("look", """
                #!/bin/sh
                [ $1 = after ] && exec tee -a out
                exec cat
                """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        Assert.Equal("<p>\n", answer.ResponseText());
        Assert.Equal("text/html; charset=utf-8", answer.ContentType);
        Assert.Equal("[\"bytes\",4]", function.Read("out").Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo nonsense >&4", "not JSON")]
    [InlineData("echo '[1]' >&4", "not a JSON object")]
    [InlineData("echo '{\"attributes\":1}' >&4", "attributes")]
    [InlineData("echo '{} {}' >&4", "")]
    [InlineData("printf '{\"state\":\"%070000d\"}' 1 >&4", "32768 bytes")]
    [InlineData("printf '{\"attributes\":{\"a\":\"%098400d\"}}' 1 >&4", "98304 bytes")]
    [InlineData("for i in 1 2 3; do printf '{\"attributes\":{\"a\":\"%040000d\"}}\\n' 1 >&4; done", "98304 bytes")]
    public async Task Notes_that_break_the_rules_fail_their_stage(string write, string message)
    {
        using var function = new FunctionFolder().Exec("noter", $$"""
            #!/bin/sh
            event=$(cat)
            [ "$event" = '"bad"' ] && { {{write}}
            }
            echo "$event"
            """, "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync("\"bad\"")).AssertFailed("Runtime.StageFailed", "noter", "before", message);
    }

    [Theory]
    [InlineData("printf '{\"state\":\"%032766d\"}' 1 >&4")]
    [InlineData("printf '{\"attributes\":{\"a\":\"%065000d\"}}\\n' 1 >&4")]
    [InlineData("printf '{\"attributes\":{\"a\":\"%098280d\"}}' 1 >&4")]
    [InlineData("printf '\\n\\r\\n  {\"attributes\" :\\t{}}  \\r\\n\\n{\"unknown\":[{}]}' >&4")]
    [InlineData("""printf %s '{"attributes":{"k\u0065y \"":"\u00e4"},"span":{"a":1},"log":{"b":2}}' >&4""")]
    public async Task Notes_within_the_limits_are_taken(string write)
    {
        using var function = new FunctionFolder().Exec("noter", $"""
            #!/bin/sh
            {write}
            exec cat
            """, "\"phases\":[\"before\"]").Exec("inner", Context);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());
        Assert.Equal(2, Seen(function).Count);
    }

    private static List<System.Text.Json.JsonElement> Seen(FunctionFolder function) =>
        [.. function.Read("seen").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)];
}
