namespace Sor.Library.Tests;

/// <summary><c>validate</c> beyond its vectors: what its messages say.</summary>
public sealed class ValidateTests
{
    private const string Order = """{"type":"object","properties":{"sku":{"type":"string","pattern":"^[A-Z]{2}-[0-9]+$"},"count":{"type":"integer","minimum":1}},"required":["sku","count"]}""";

    [Fact]
    public void A_failure_lists_where_and_why_without_values()
    {
        using var stage = new Stage(Package.Named("validate"), $$"""{"event":{{Order}}}""");

        var failure = stage.Run(Phase.Before, Calls.Of("""{"sku":"ab-1","count":0}""")).Failure;

        Assert.Equal("Validation.EventInvalid", failure?.ErrorType);
        Assert.Equal("""the event is not valid: /sku: must match the pattern "^[A-Z]{2}-[0-9]+$"; /count: must be at least 1""", failure?.ErrorMessage);
    }

    [Fact]
    public void What_is_no_JSON_says_so()
    {
        using var stage = new Stage(Package.Named("validate"), """{"response":true}""");

        Assert.Equal("the response is not valid JSON: line 1, byte 1", stage.Run(Phase.After, Calls.Of("oops")).Failure?.ErrorMessage);
    }

    [Fact]
    public void A_list_of_errors_is_cut()
    {
        using var stage = new Stage(Package.Named("validate"), """{"event":{"items":{"type":"null"}}}""");

        var message = stage.Run(Phase.Before, Calls.Of($"[{string.Join(',', Enumerable.Repeat("1", 100))}]")).Failure!.ErrorMessage;

        Assert.Contains("/19: must be null; it is number; and more", message, StringComparison.Ordinal);
        Assert.DoesNotContain("/20:", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_may_stand_in_a_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["order.json"], Order);
        using var stage = new Stage(Package.Named("validate"), $$"""{"eventFile":"{{folder["order.json"]}}"}""");

        Assert.Equal("""{"sku":"AB-1","count":1}""", Calls.Text(stage.Run(Phase.Before, Calls.Of("""{"sku":"AB-1","count":1}"""))));
        Assert.Equal("Validation.EventInvalid", stage.Run(Phase.Before, Calls.Of("{}")).Failure?.ErrorType);
    }

    [Theory]
    [InlineData("""{}""", "config needs a schema: one of event, eventFile, response, responseFile")]
    [InlineData("""{"event":true,"eventFile":"a.json"}""", "config has event and eventFile: keep one of them")]
    [InlineData("""{"response":{"properties":{"a":{"type":"strin"}}}}""", "config.response is no schema that can be used: #/properties/a/type: a type must be one of")]
    [InlineData("""{"responseFile":"./none.json"}""", "config.responseFile: ")]
    [InlineData("""{"event":true,"schema":true}""", "schema")]
    public void A_configuration_that_means_nothing_names_its_key(string config, string message)
    {
        using var stage = new Stage(Package.Named("validate"), config);

        var failure = stage.Run(Phase.Before, Calls.Of("{}")).Failure;

        Assert.NotNull(failure);
        Assert.Contains(message, failure.ErrorMessage + stage.Log, StringComparison.Ordinal);
    }
}
