namespace Sor.Conformance.Tests;

/// <summary>A program that breaks a rule is caught, by that rule, and told what was seen and how to mend it.</summary>
internal static class Breakers
{
    public static void AssertCaught(string program, string how, string rule, string seen, bool envelope = false)
    {
        var config = envelope ? $$"""{"break":"{{how}}","envelope":true}""" : $$"""{"break":"{{how}}"}""";
        var options = Programs.Options($"breakers/{program}") with { Kind = program, ConfigJson = config, IsEnvelope = envelope, Phases = ["before"] };

        var failed = Programs.Run(options).Where(result => result.Outcome == CheckOutcome.Failed).ToList();

        Assert.Equal(rule, failed.FirstOrDefault()?.Rule.Id);
        Assert.Contains(seen, failed[0].Seen, StringComparison.Ordinal);
        Assert.NotEqual("", failed[0].Rule.Mend);
    }
}
