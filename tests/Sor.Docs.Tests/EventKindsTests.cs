using Sor.Events;

namespace Sor.Docs.Tests;

/// <summary>The page of event kinds has every kind, in the order of the code, with its rule.</summary>
public sealed class EventKindsTests
{
    [Fact]
    public void Kinds_are_those_of_the_code()
    {
        var code = EventKindRules.All.Select(static kind => (string[])[$"`{EventKinds.Name(kind)}`", EventKindRules.Of(kind), EventKinds.IsHttp(kind) ? "yes" : "", EventKinds.HasRecords(kind) ? "yes" : ""]);
        var page = Repository.PageAt("docs/reference/event-kinds.md").Rows.Skip(1).Select(static cells => (string[])[.. cells, .. Enumerable.Repeat("", 4 - cells.Length)]);

        Assert.Equal(code, page);
    }
}
