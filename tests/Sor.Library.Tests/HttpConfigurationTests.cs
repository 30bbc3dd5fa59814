namespace Sor.Library.Tests;

/// <summary>Configurations that the middlewares of HTTP refuse at their start: the message names the key.</summary>
public sealed class HttpConfigurationTests
{
    [Theory]
    [InlineData("cors", """{"origins":["*"],"credentials":true}""", "config.credentials is true and origins has \"*\"")]
    [InlineData("cors", """{"credentials":true}""", "config.credentials is true and origins has \"*\"")]
    [InlineData("cors", """{"origins":["*","https://app.example"]}""", "config.origins has \"*\" and others")]
    [InlineData("cors", """{"origins":["app.example"]}""", "config.origins has \"app.example\", which is no origin")]
    [InlineData("cors", """{"origins":["https://app.example/"]}""", "which is no origin")]
    [InlineData("cors", """{"origins":["https://a.*.example"]}""", "which is no origin")]
    [InlineData("cors", """{"origins":["https://user@app.example"]}""", "which is no origin")]
    [InlineData("cors", """{"origins":["null"]}""", "which is no origin")]
    [InlineData("cors", """{"origins":["https://app.example"],"credentials":true,"headers":["*"]}""", "config.credentials is true, and then \"*\"")]
    [InlineData("cors", """{"maxAge":-1}""", "config.maxAge is less than 0")]
    [InlineData("cors", """{"origin":["*"]}""", "origin")]
    [InlineData("security-headers", """{"headers":{"x-frame-options":true}}""", "config.headers.x-frame-options is no header")]
    [InlineData("security-headers", """{"headers":{"x y":"1"}}""", "config.headers.x y is no header")]
    [InlineData("security-headers", """{"headers":{"x":"a\r\nb: c"}}""", "config.headers.x is no header")]
    [InlineData("security-headers", """{"headers":{"x":false}}""", "config.headers.x is false, and there is no such header")]
    [InlineData("security-headers", """{"headers":[]}""", "$.headers")]
    [InlineData("errors", """{"types":{"A":200}}""", "config.types[\"A\"] is no status")]
    [InlineData("errors", """{"types":{"A":true}}""", "config.types[\"A\"] is no status")]
    [InlineData("errors", """{"types":{"A":{"title":"x"}}}""", "config.types[\"A\"] is no status")]
    [InlineData("errors", """{"types":{"A":{"status":404,"message":"x"}}}""", "config.types[\"A\"] is no status")]
    [InlineData("errors", """{"types":{"A*B":404}}""", "config.types[\"A*B\"] has * before its end")]
    [InlineData("errors", """{"types":{"A":{"status":404,"type":"a b"}}}""", "which is no URI")]
    [InlineData("errors", """{"classes":{"users":404}}""", "config.classes.users is no class of failures")]
    [InlineData("errors", """{"classes":{"input":302}}""", "config.classes.input is no status of an error")]
    [InlineData("json-body", """{"limit":0}""", "config.limit is less than 1")]
    [InlineData("json-body", """{"values":["text"]}""", "config.values has \"text\", which is no kind of value")]
    [InlineData("method-override", """{"header":"a b"}""", "config.header is \"a b\", which is no name of a header")]
    [InlineData("method-override", """{"header":"","query":""}""", "config.header and config.query are both empty")]
    [InlineData("method-override", """{"methods":["put"]}""", "config.methods has \"put\", which is no method in capital letters")]
    [InlineData("basic-limits", """{"bodyBytes":-1}""", "config.bodyBytes is less than 0")]
    [InlineData("basic-limits", """{"methods":[]}""", "config.methods is empty")]
    [InlineData("basic-limits", """{"methods":["G T"]}""", "config.methods has \"G T\", which is no method")]
    [InlineData("basic-limits", """{"contentTypes":["json"]}""", "config.contentTypes has \"json\", which is no type")]
    [InlineData("compress", """{"minBytes":-1}""", "config.minBytes is less than 0")]
    [InlineData("compress", """{"encodings":["zstd"]}""", "config.encodings has something else than br and gzip")]
    [InlineData("compress", """{"encodings":[]}""", "config.encodings has something else than br and gzip, or nothing")]
    [InlineData("compress", """{"level":"best"}""", "$.level")]
    [InlineData("compress", """{"types":["json"]}""", "config.types has \"json\", which is no type")]
    public void What_cannot_be_used_is_told_before_the_first_event(string package, string config, string message)
    {
        using var stage = new Stage(Package.Named(package), config);

        var phase = Package.Named(package).Manifest.Phases.HasFlag(Phase.Before) ? Phase.Before : Phase.Error;
        var failure = stage.Run(phase, Calls.Of("{}")).Failure;

        Assert.NotNull(failure);
        Assert.Contains(message, failure.ErrorMessage + stage.Log, StringComparison.Ordinal);
    }
}
