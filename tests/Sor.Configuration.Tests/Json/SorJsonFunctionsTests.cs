namespace Sor.Configuration.Tests;

/// <summary>Files that describe several functions.</summary>
public sealed class SorJsonFunctionsTests
{
    private const string Two = """
        {"version":1,
         "functions":{
           "orders":{"runtime":"python","handler":"orders.handle"},
           "mail":{"name":"mailer","runtime":"node","handler":"mail.send"}}}
        """;

    [Fact]
    public void Accepts_the_function_of_the_given_name()
    {
        Assert.Equal("orders.handle", Read.Accepted(Two, "orders").Handler);
        Assert.Equal("orders", Read.Accepted(Two, "orders").Name);
        Assert.Equal("mailer", Read.Accepted(Two, "mail").Name);
    }

    [Fact]
    public void Accepts_the_only_function_without_a_name()
    {
        Assert.Equal("a", Read.Accepted("""{"version":1,"functions":{"a":{"runtime":"echo"}}}""").Name);
    }

    [Fact]
    public void Accepts_a_flat_file_whatever_name_is_given()
    {
        Assert.Equal("a", Read.Accepted("""{"version":1,"name":"a","runtime":"echo"}""", "b").Name);
    }

    [Fact]
    public void Rejects_a_name_that_is_not_there_and_lists_those_that_are()
    {
        var diagnostic = Assert.Single(Read.Refused(Two, "order"));

        Assert.Equal("SOR1106 2:14 functions", Read.Place(diagnostic));
        Assert.Equal("\"orders\", \"mail\"", diagnostic.Allowed);
    }

    [Fact]
    public void Rejects_several_functions_when_none_is_chosen()
    {
        Assert.Equal("SOR1107 2:14 functions", Read.Place(Assert.Single(Read.Refused(Two))));
    }

    [Fact]
    public void Tells_the_whole_path_of_a_problem()
    {
        var diagnostics = Read.Refused("""{"version":1,"functions":{"a":{"runtime":"echo","memory":1,"pipeline":[{"use":"x","kind":"y"}]}}}""");

        Assert.Equal(["SOR1101 1:49 functions.a.memory", "SOR1203 1:90 functions.a.pipeline[0].kind"], diagnostics.Select(Read.Place));
    }

    [Theory]
    [InlineData("""{"version":1,"functions":▲{}}""", "SOR1201 functions")]
    [InlineData("""{"version":1,"functions":▲[]}""", "SOR1201 functions")]
    [InlineData("""{"version":1,"functions":{"a":▲1}}""", "SOR1201 functions.a")]
    [InlineData("""{"version":1,"functions":{▲"a b":{"runtime":"echo"}}}""", "SOR1204 functions[\"a b\"]")]
    [InlineData("""{"version":1,▲"name":"b","functions":{"a":{"runtime":"echo"}}}""", "SOR1105 name")]
    [InlineData("""{"version":1,"functions":{"a":{"runtime":"echo"}},▲"extends":"x"}""", "SOR1102 extends")]
    [InlineData("""{"version":1,"functions":{"a":{"runtime":"echo",▲"version":1}}}""", "SOR1101 functions.a.version")]
    public void Rejects_malformed_maps_where_they_stand(string json, string problem) => Read.RefusedAt(json, problem);
}
