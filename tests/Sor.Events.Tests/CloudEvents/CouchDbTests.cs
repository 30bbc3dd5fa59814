using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>Rows of CouchDB's feeds, where the options say that they are.</summary>
public sealed class CouchDbTests
{
    [Theory]
    [InlineData("""{"seq":12,"id":"doc","changes":[{"rev":"1-a"}]}""", "12", "document.updated", "doc", """[{"rev":"1-a"}]""")]
    [InlineData("""{"seq":"5-g1","id":"doc","changes":[],"deleted":true}""", "5-g1", "document.deleted", "doc", "[]")]
    [InlineData("""{"db_name":"mailbox","type":"created","seq":"1-g1"}""", "1-g1", "database.created", "mailbox", null)]
    [InlineData("""{"db_name":"mailbox","type":"updated","seq":2}""", "2", "database.updated", "mailbox", null)]
    [InlineData("""{"db_name":"mailbox","type":"deleted","seq":"3-g1"}""", "3-g1", "database.deleted", "mailbox", null)]
    public void A_row_is_an_event(string row, string id, string type, string subject, string? data)
    {
        var only = Assert.Single(Converter.Convert(row, new CloudEventOptions { CouchDb = "https://couch.example/db" }));

        Assert.Equal([id, $"org.apache.couchdb.{type}", "https://couch.example/db", subject], ((string[])["id", "type", "source", "subject"]).Select(name => only.GetProperty(name).GetString()));
        Assert.Equal(data, only.TryGetProperty("data", out var value) ? value.GetRawText() : null);
        Assert.Equal(data is not null, only.TryGetProperty("datacontenttype", out _));
        Assert.Equal("com.amazon.lambda.invoke", Assert.Single(Converter.Convert(row)).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"seq":null,"id":"doc","changes":[]}""")]
    [InlineData("""{"seq":1,"id":2,"changes":[]}""")]
    [InlineData("""{"seq":1,"id":"doc","changes":{}}""")]
    [InlineData("""{"seq":1,"db_name":"m","type":"renamed"}""")]
    [InlineData("""{"last_seq":"5-g1","pending":0}""")]
    [InlineData("""[1]""")]
    public void What_is_no_row_stays_what_it_is(string json) =>
        Assert.Equal("com.amazon.lambda.invoke", Assert.Single(Converter.Convert(json, new CloudEventOptions { CouchDb = "https://couch.example" })).GetProperty("type").GetString());
}
