using System.Text;
using Sor.Configuration;

namespace Sor.Core.Tests;

public sealed class ConditionTests
{
    [Theory]
    [InlineData(MatchDialect.Exact, "trigger", "lambda", true)]
    [InlineData(MatchDialect.Exact, "trigger", "lamb", false)]
    [InlineData(MatchDialect.Exact, "trigger", "Lambda", false)]
    [InlineData(MatchDialect.Prefix, "trigger", "lamb", true)]
    [InlineData(MatchDialect.Suffix, "trigger", "bda", true)]
    [InlineData(MatchDialect.Suffix, "trigger", "lamb", false)]
    [InlineData(MatchDialect.Prefix, "function.arn", "arn:aws:lambda:eu-", true)]
    [InlineData(MatchDialect.Exact, "function.name", "orders", true)]
    [InlineData(MatchDialect.Exact, "contentType", "application/json", true)]
    [InlineData(MatchDialect.Prefix, "tenantId", "", false)]
    [InlineData(MatchDialect.Exact, "attributes.jwt.role", "admin", true)]
    [InlineData(MatchDialect.Exact, "attributes.jwt.city", "Zürich", true)]
    [InlineData(MatchDialect.Prefix, "attributes.jwt.city", "Zü", true)]
    [InlineData(MatchDialect.Exact, "attributes.jwt.level", "3", true)]
    [InlineData(MatchDialect.Exact, "attributes.jwt.missing", "3", false)]
    [InlineData(MatchDialect.Exact, "attributes.other.role", "admin", false)]
    public void Attributes_are_compared_by_code_units(MatchDialect dialect, string attribute, string value, bool expected) =>
        Assert.Equal(expected, Holds(Of(dialect, attribute, value)));

    [Fact]
    public void A_long_text_with_escapes_is_compared_whole()
    {
        var text = new string('ü', 2000);

        Assert.True(Holds(Of(MatchDialect.Exact, "attributes.jwt.long", text)));
        Assert.False(Holds(Of(MatchDialect.Exact, "attributes.jwt.long", text + "x")));
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, false, false, true)]
    [InlineData(false, false, false, false)]
    public void All_any_and_not_combine(bool first, bool second, bool all, bool any)
    {
        MatchCondition[] both = [Truth(first), Truth(second)];

        Assert.Equal(all, Holds(new MatchCondition(MatchDialect.All, "", "", both)));
        Assert.Equal(any, Holds(new MatchCondition(MatchDialect.Any, "", "", both)));
        Assert.Equal(!first, Holds(new MatchCondition(MatchDialect.Not, "", "", [Truth(first)])));
    }

    [Fact]
    public void An_attribute_that_does_not_exist_is_refused() =>
        Assert.Throws<ArgumentException>(static () => Condition.From(Of(MatchDialect.Exact, "colour", "red")));

    [Fact]
    public async Task An_unmatched_stage_takes_no_part_and_leaves_no_record()
    {
        var a = Flow.Middleware("a");
        var policy = new StagePolicy { Match = Condition.From(Of(MatchDialect.Exact, "trigger", "cron")) };

        var flow = await Flow.RunWithPolicyAsync(Flow.Middleware("o"), a, policy, Flow.Handler());

        Assert.Equal("before o, handle h, after o", flow.Journal);
        Assert.DoesNotContain(flow.Record, static phase => phase.Stage == "a");
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        var condition = Condition.From(new MatchCondition(MatchDialect.Any, "", "",
        [
            Of(MatchDialect.Exact, "trigger", "cron"), Of(MatchDialect.Prefix, "attributes.jwt.city", "B"), Of(MatchDialect.Suffix, "function.arn", "x"),
        ]));
        var invocation = NewInvocation();
        _ = condition.Holds(invocation);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            _ = condition.Holds(invocation);

        // A collection for another test moves the counter by some KB; the smallest object has 24 bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (1000 * 24) - 1);
    }

    private static MatchCondition Of(MatchDialect dialect, string attribute, string value) => new(dialect, attribute, value, []);

    private static MatchCondition Truth(bool value) => Of(MatchDialect.Exact, "trigger", value ? "lambda" : "cron");

    private static bool Holds(MatchCondition condition) => Condition.From(condition).Holds(NewInvocation());

    private static Invocation NewInvocation()
    {
        var context = new InvocationContext
        {
            RequestId = "r",
            Trigger = "lambda",
            FunctionName = "orders",
            FunctionArn = "arn:aws:lambda:eu-central-1:123456789012:function:orders",
        };
        var notes = context.Notes.For("jwt").Attributes;
        notes["role"] = "\"admin\""u8.ToArray();
        notes["city"] = """
            "Z\u00fcrich"
            """u8.ToArray();
        notes["level"] = "3"u8.ToArray();
        notes["long"] = Encoding.UTF8.GetBytes($"\"{new string('x', 2000).Replace("x", "\\u00fc", StringComparison.Ordinal)}\"");
        return new Invocation(context, new Payload("{}"u8.ToArray(), ContentTypes.Json));
    }
}
