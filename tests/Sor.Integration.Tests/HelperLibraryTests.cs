namespace Sor.Integration.Tests;

/// <summary>One middleware file over the helper library of its language, run in both ways: started for each event, and persistent.</summary>
public sealed class HelperLibraryTests
{
    private const string Python = """
        #!/usr/bin/python3
        import sor

        @sor.before
        def before(event, ctx):
            if event.get("deny"):
                sor.reply({"denied": ctx.config["by"]})
            if event.get("fail"):
                raise ValueError("cannot be")
            ctx.state = {"request": ctx.request_id}
            ctx.annotate(user="ada")
            event["seen"] = ctx.stage
            return event

        @sor.after
        def after(answer, ctx):
            answer["state"] = ctx.state
            answer["noted"] = ctx.attributes
            return answer

        @sor.error
        def error(failure, ctx):
            if "recover" in failure["errorMessage"]:
                sor.reply({"recovered": failure["errorType"], "state": ctx.state})

        print("a line of log")
        sor.run()
        """;

    private const string Node = """
        #!/usr/bin/node
        const sor = require('sor')

        sor.before((event, ctx) => {
          if (event.deny) sor.reply({ denied: ctx.config.by })
          if (event.fail) { const error = new Error('cannot be'); error.name = 'ValueError'; throw error }
          ctx.state = { request: ctx.requestId }
          ctx.annotate({ user: 'ada' })
          return { ...event, seen: ctx.stage }
        })

        sor.after((answer, ctx) => ({ ...answer, state: ctx.state, noted: ctx.attributes }))

        sor.error((failure, ctx) => {
          if (failure.errorMessage.includes('recover')) sor.reply({ recovered: failure.errorType, state: ctx.state })
        })

        console.log('a line of log')
        sor.run()
        """;

    [Theory]
    [InlineData("python", "exec")]
    [InlineData("python", "frames")]
    [InlineData("node", "exec")]
    [InlineData("node", "frames")]
    public async Task One_file_is_both_kinds_of_middleware(string language, string kind)
    {
        using var function = new FunctionFolder()
            .Python("""
                def handle(event, context):
                    if event.get("raise"):
                        raise KeyError(event["raise"])
                    return {"event": event}
                """)
            .Executable("middlewares/both", language == "python" ? Python : Node)
            .Stage("both", kind, "\"phases\":[\"before\",\"after\",\"error\"],\"config\":{\"by\":\"both\"}");
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
        {
            var passed = await run.InvokeAsync(new FakeEvent { RequestId = $"id-{i}", Text = "{}" });
            var denied = await run.InvokeAsync("""{"deny":true}""");
            var failed = await run.InvokeAsync("""{"fail":true}""");
            var recovered = await run.InvokeAsync(new FakeEvent { RequestId = "id-r", Text = """{"raise":"recover me"}""" });
            var raised = await run.InvokeAsync("""{"raise":"for good"}""");

            Assert.Equal("""{"event":{"seen":"both"},"state":{"request":"id-N"},"noted":{"both":{"user":"ada"}}}""".Replace("N", $"{i}", StringComparison.Ordinal), passed.ResponseText());
            Assert.Equal("""{"denied":"both"}""", denied.ResponseText());
            Assert.Equal("application/json", denied.ContentType);
            failed.AssertErrorIs("ValueError", "cannot be");
            Assert.Equal("both before", $"{failed.Json.GetProperty("stage")} {failed.Json.GetProperty("phase")}");
            Assert.Equal("""{"recovered":"KeyError","state":{"request":"id-r"}}""", recovered.ResponseText());
            raised.AssertErrorIs("KeyError", "for good");
        }

        await Wait.UntilAsync(() => run.Stdout.Text.Contains("a line of log", StringComparison.Ordinal) || run.Stderr.Text.Contains("a line of log", StringComparison.Ordinal), () => "the log is lost");
    }
}
