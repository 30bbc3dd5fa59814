using System.Text;
using System.Text.Json;
using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents.Webhooks;

/// <summary>Senders that ask whether they may send.</summary>
public sealed class HandshakeTests
{
    private const string Validation = """[{"id":"2d1781af","topic":"/subscriptions/s","subject":"","data":{"validationCode":"512d38b6","validationUrl":"https://grid.example"},"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","eventTime":"2018-01-25T22:12:19.4556811Z","metadataVersion":"1","dataVersion":"1"}]""";

    [Theory]
    [InlineData("eventgrid.azure.net", "eventgrid.azure.net")]
    [InlineData(" EventGrid.Azure.net ", "EventGrid.Azure.net")]
    [InlineData("evil.example", null)]
    [InlineData("eventgrid.azure.net.evil.example", null)]
    public void An_origin_is_allowed_by_its_name(string origin, string? allowed)
    {
        var response = Answer(Options(origin), new() { AllowedOrigins = ["a.example", "eventgrid.azure.net"] });

        AssertIs(response, allowed, "*");
    }

    [Fact]
    public void All_origins_are_allowed_where_that_is_said() => AssertIs(Answer(Options("any.example"), new() { AllowedOrigins = ["b.example", "*"], AllowedRate = 120 }), "*", "120");

    [Fact]
    public void Without_configuration_none_is_allowed() => AssertIs(Answer(Options("any.example"), new()), null, "");

    [Fact]
    public void A_request_of_another_sort_is_the_functions()
    {
        Assert.Null(Answer(WebhookRequests.HttpApi("OPTIONS", "", ("origin", "https://a.example"), ("access-control-request-method", "POST")), new() { AllowedOrigins = ["*"] }));
        Assert.Null(Answer(WebhookRequests.HttpApi("POST", "{}", ("webhook-request-origin", "a.example")), new() { AllowedOrigins = ["*"] }));
        Assert.Null(Answer("""{"detail-type":"t","source":"s","detail":{}}""", new() { AllowedOrigins = ["*"] }));
    }

    [Fact]
    public void A_subscription_of_Event_Grid_is_validated_where_that_is_said()
    {
        foreach (var request in WebhookRequests.OfAll(Validation, ("aeg-event-type", "SubscriptionValidation")))
        {
            Assert.Null(Answer(request, new()));
            var response = Answer(request, new() { EventGridValidation = true })!.Value;

            Assert.Equal(200, response.GetProperty("statusCode").GetInt32());
            Assert.Equal("""[["content-type","application/json"]]""", response.GetProperty("headers").GetRawText());
            Assert.Equal("""{"validationResponse":"512d38b6"}""", response.GetProperty("body").GetString());
        }

        Assert.Equal("Microsoft.EventGrid.SubscriptionValidationEvent", WebhookRequests.Only(WebhookRequests.Request(Validation, ("aeg-event-type", "SubscriptionValidation"))).Get("type"));
    }

    [Theory]
    [InlineData("Notification", Validation)]
    [InlineData("SubscriptionValidation", "[]")]
    [InlineData("SubscriptionValidation", "x")]
    [InlineData("SubscriptionValidation", """[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{}}]""")]
    public void What_asks_for_no_validation_gets_none(string type, string body) =>
        Assert.Null(Answer(WebhookRequests.Request(body, ("aeg-event-type", type)), new() { EventGridValidation = true }));

    private static string Options(string origin) => WebhookRequests.HttpApi("OPTIONS", "", ("WebHook-Request-Origin", origin), ("WebHook-Request-Rate", "1000"), ("WebHook-Request-Callback", "https://any.example/c"));

    private static void AssertIs(JsonElement? response, string? origin, string rate)
    {
        var headers = response!.Value.GetProperty("headers").EnumerateArray().ToDictionary(header => header[0].GetString()!, header => header[1].GetString());

        Assert.Equal(origin is null ? 405 : 200, response.Value.GetProperty("statusCode").GetInt32());
        Assert.Equal("POST", headers["allow"]);
        Assert.Equal(origin, headers.GetValueOrDefault("webhook-allowed-origin"));
        Assert.Equal(origin is null ? null : rate, headers.GetValueOrDefault("webhook-allowed-rate"));
    }

    private static JsonElement? Answer(string json, WebhookHandshakeOptions options)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var isAnswered = new WebhookHandshake(options).TryAnswer(Converter.Load(json), output);

        Assert.Equal(isAnswered, output.WrittenCount > 0);
        return isAnswered ? JsonDocument.Parse(Encoding.UTF8.GetString(output.WrittenSpan)).RootElement : null;
    }
}
