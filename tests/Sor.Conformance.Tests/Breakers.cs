namespace Sor.Conformance.Tests;

/// <summary>A program that breaks a rule is caught, by that rule, and told what was seen and how to mend it.</summary>
internal static class Breakers
{
    public static void AssertCaught(string program, string how, string rule, string seen, bool envelope = false)
    {
        var config = envelope ? $$"""{"break":"{{how}}","envelope":true}""" : $$"""{"break":"{{how}}"}""";
        var options = Programs.Options($"breakers/{program}") with { Kind = program, ConfigJson = config, IsEnvelope = envelope, Phases = ["before"] };

        // What comes after the first failure is not run.
        var failed = Programs.Run(options).FirstOrDefault(result => result.Outcome == CheckOutcome.Failed);

        Assert.Equal(rule, failed?.Rule.Id);
        Assert.Contains(seen, failed!.Seen, StringComparison.Ordinal);
        Assert.NotEqual("", failed.Rule.Mend);
    }
}
