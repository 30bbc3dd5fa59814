using Sor.Configuration;

namespace Sor.Library.Tests;

/// <summary>Every middleware of the repository does what its <c>vectors.json</c> says.</summary>
public sealed class VectorTests
{
    // With the helper libraries one file is both.
    private static readonly string[] s_bothWays =
    [
        "audit", "basic-limits", "compress", "cors", "errors", "json-body", "method-override", "normalise-headers", "redact", "security-headers",
    ];

    /// <summary>Package, kind and vector. A wasm module is run by <c>sor-wasm</c>, where its tests are.</summary>
    public static TheoryData<string, string, string> Vectors
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var package in Package.All.Where(static package => package.Kind != StageKind.Wasm))
            {
                var kinds = s_bothWays.Contains(package.Name) ? [package.Kind, StageKind.Exec] : new[] { package.Kind };
                foreach (var kind in kinds)
                {
                    foreach (var vector in package.Vectors)
                        rows.Add(package.Name, StageKindNames.NameOf(kind), vector.Name);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_middleware_does_what_its_vectors_say(string name, string kind, string vectorName)
    {
        var package = Package.Named(name);
        var vector = package.Vectors.Single(vector => vector.Name == vectorName);
        var invocation = vector.Invocation(name);
        using var stage = new Stage(package, vector.Config, StageKindNames.Parse(kind));

        var outcome = stage.Run(vector.Phase, invocation);

        Expectation.Check(vector, outcome, invocation.Context.Notes.Find(name));
    }

    [Fact]
    public void All_packages_are_looked_at() =>
        Assert.Empty(s_bothWays.Concat(["cloudevents", "correlation-id", "http", "json-filter", "log", "redact-lines", "validate", "warmup"]).Except(Package.All.Select(static package => package.Name)));
}
