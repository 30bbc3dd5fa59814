using Sor.Configuration;

namespace Sor.Packaging.Tests;

/// <summary>What <c>sor.yaml</c> can say about a stage beyond its own configuration.</summary>
public sealed class StagePolicyTests
{
    [Fact]
    public void Accepts_every_policy()
    {
        var stage = Stage("""
            use: x
            standby: { settle: 20ms, depth: 3 }
            budget: 1s500ms
            onFailure: { reply: { statusCode: 503, retry: 0x10 } }
            observe: false
            security: true
            restart: { failures: 2, backoff: 100ms, limit: 1m }
            grants: { env: [TOKEN_URL, STAGE] }
            """);

        Assert.Equal((3, TimeSpan.FromSeconds(1.5), true), (stage.StandbyDepth, stage.Budget, stage.Security));
        Assert.Equal(new FailurePolicy(FailureAction.Reply, """{"statusCode":503,"retry":16}"""), stage.OnFailure);
        Assert.Equal(new RestartOptions { Failures = 2, Backoff = TimeSpan.FromMilliseconds(100), Limit = TimeSpan.FromMinutes(1) }, stage.Restart);
        Assert.Equal(["TOKEN_URL", "STAGE"], stage.GrantedVariables);
    }

    [Fact]
    public void A_reply_that_is_not_json_is_a_text()
    {
        var stage = Stage("{use: x, onFailure: {reply: \"busy\", contentType: text/plain}}");

        Assert.Equal(new FailurePolicy(FailureAction.Reply, "busy", "text/plain"), stage.OnFailure);
    }

    [Fact]
    public void Several_attributes_in_one_map_must_all_be_as_they_say()
    {
        var match = Stage("{use: x, match: {exact: {trigger: lambda, tenantId: a}}}").Match!;

        Assert.Equal(MatchDialect.All, match.Dialect);
        Assert.Equal(["trigger=lambda", "tenantId=a"], match.Conditions.Select(static condition => $"{condition.Attribute}={condition.Value}"));
    }

    [Theory]
    [InlineData("budget: 0s", "SOR1202 5:13 pipeline[0].budget")]
    [InlineData("onFailure: ignore", "SOR1203 5:16 pipeline[0].onFailure")]
    [InlineData("onFailure: {contentType: text/plain}", "SOR1103 5:16 pipeline[0].onFailure.reply")]
    [InlineData("onFailure: {reply: {a: 1}, contentType: text/plain}", "SOR1201 5:24 pipeline[0].onFailure.reply")]
    [InlineData("match: {exact: {trigger: lambda}, not: {exact: {trigger: a}}}", "SOR1201 5:12 pipeline[0].match")]
    [InlineData("match: {sql: \"trigger = 'lambda'\"}", "SOR1102 5:13 pipeline[0].match.sql")]
    [InlineData("match: {exakt: {trigger: a}}", "SOR1203 5:13 pipeline[0].match.exakt")]
    [InlineData("match: {exact: {triger: a}}", "SOR1203 5:21 pipeline[0].match.exact.triger")]
    [InlineData("match: {exact: {event.time: now}}", "SOR1203 5:21 pipeline[0].match.exact.event.time")]
    [InlineData("match: {exact: {\"http.headers.x y\": a}}", "SOR1203 5:21 pipeline[0].match.exact[\"http.headers.x y\"]")]
    [InlineData("context: [event, event]", "SOR1203 5:22 pipeline[0].context[1]")]
    [InlineData("context: [body]", "SOR1203 5:15 pipeline[0].context[0]")]
    [InlineData("context: event", "SOR1201 5:14 pipeline[0].context")]
    [InlineData("match: {exact: {attributes.later.role: a}}", "SOR1203 5:21 pipeline[0].match.exact.attributes.later.role")]
    [InlineData("match: {all: []}", "SOR1201 5:18 pipeline[0].match.all")]
    [InlineData("match: {exact: {trigger: 7}}", "SOR1201 5:30 pipeline[0].match.exact.trigger")]
    [InlineData("restart: {backoff: 2s, limit: 1s}", "SOR1202 5:35 pipeline[0].restart.limit")]
    [InlineData("restart: {tries: 2}", "SOR1101 5:15 pipeline[0].restart.tries")]
    [InlineData("grants: {env: [SOR_STAGE]}", "SOR1204 5:20 pipeline[0].grants.env[0]")]
    [InlineData("grants: {net: [a]}", "SOR1101 5:14 pipeline[0].grants.net")]
    [InlineData("standby: {depth: 17}", "SOR1202 5:22 pipeline[0].standby.depth")]
    public void Refuses_what_makes_no_sense_where_it_stands(string options, string place) => Assert.Contains(place, Read.Places($"""
        name: a
        runtime: echo
        pipeline:
          - use: x
            {options}
        """));

    [Fact]
    public void Conditions_are_bounded()
    {
        var deep = "{exact: {trigger: a}}";
        for (var i = 0; i < FunctionLimits.MatchDepth; i++)
            deep = $"{{not: {deep}}}";
        var wide = string.Join(", ", Enumerable.Repeat("{exact: {trigger: a}}", FunctionLimits.MatchConditions));

        Assert.Contains(Read.Places(Function($"{{use: x, match: {deep}}}")), static place => place.StartsWith("SOR1207 ", StringComparison.Ordinal));
        Assert.Contains(Read.Places(Function($"{{use: x, match: {{any: [{wide}]}}}}")), static place => place.StartsWith("SOR1207 ", StringComparison.Ordinal));
    }

    private static StageOptions Stage(string stage) => Assert.Single(Read.Accepted(Function(stage)).Pipeline);

    private static string Function(string stage) => "name: a\nruntime: echo\npipeline:\n  - " + stage.Replace("\n", "\n    ", StringComparison.Ordinal) + "\n";
}
