using Sor.Events;

namespace Sor.Docs.Tests;

/// <summary>The page of event kinds has every kind, in the order of the code, with its rule.</summary>
public sealed class EventKindsTests
{
    [Fact]
    public void Kinds_are_those_of_the_code()
    {
        var code = EventKinds.All.ToArray().Select(static kind => (string[])[$"`{kind.Name}`", kind.Rule, kind.IsHttp ? "yes" : "", kind.HasRecords ? "yes" : ""]);
        var page = Repository.PageAt("docs/reference/event-kinds.md").Rows.Skip(1).Select(static cells => (string[])[.. cells, .. Enumerable.Repeat("", 4 - cells.Length)]);

        Assert.Equal(code, page);
    }
}
