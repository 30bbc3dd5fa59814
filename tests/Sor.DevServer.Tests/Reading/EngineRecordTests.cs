using Sor.DevServer.Reporting;

namespace Sor.DevServer.Tests;

public sealed class EngineRecordTests
{
    [Fact]
    public void Unknown_kinds_and_members_are_no_hindrance()
    {
        var record = EngineRecord.Parse("""{"type":"circuit","version":9,"new":{"a":[1]},"stages":[{"name":"a","spin":1}]}""");

        Assert.Equal("circuit", record!.Type);
        Assert.Equal("a", record.Stages![0]!.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"type":1}""")]
    public void What_is_no_record_is_nobodys_business(string line) => Assert.Null(EngineRecord.Parse(line));
}
