using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Sor.Events.CloudEvents;
using Sor.Events.CloudEvents.Webhooks;

namespace Sor.Events.Tests.CloudEvents.Webhooks;

/// <summary>When a request is a webhook, and when it is not.</summary>
public sealed class WebhookTests
{
    private const string Push = """{"ref":"refs/heads/main","repository":{"url":"https://github.com/o/r"}}""";

    [Theory]
    [InlineData(CloudEventMode.Record)]
    [InlineData(CloudEventMode.Payload)]
    [InlineData(CloudEventMode.Batch)]
    public void Every_platform_delivers_the_same_event(CloudEventMode mode)
    {
        foreach (var request in WebhookRequests.OfAll(Push, ("x-github-event", "push"), ("x-github-delivery", "d-1")))
        {
            var cloudEvent = WebhookRequests.Only(request, mode);

            Assert.Equal(["d-1", "com.github.push", "https://github.com/o/r", "refs/heads/main"], cloudEvent.Attributes()[..4]);
            Assert.Equal(Push, cloudEvent.GetProperty("data").GetRawText());
            var hasTime = request.Contains("170000000", StringComparison.Ordinal);
            Assert.Equal(hasTime, cloudEvent.Get("time") is not null);
        }
    }

    [Fact]
    public void The_whole_event_is_the_request() =>
        Assert.Equal("com.amazon.execute-api.http.request", WebhookRequests.Only(WebhookRequests.Request(Push, ("x-github-event", "push")), CloudEventMode.Whole).Get("type"));

    [Theory]
    [InlineData("x-github-event", "push", "no JSON")]
    [InlineData("x-github-event", "push", "[]")]
    [InlineData("x-github-event", "push", "")]
    [InlineData("x-github-event", "", "{}")]
    [InlineData("x-gitlab-event", "Push Hook", "1")]
    [InlineData("stripe-signature", "t=1", """{"object":"v2.core.event","type":"t"}""")]
    [InlineData("stripe-signature", "t=1", """{"object":"event"}""")]
    [InlineData("x-amz-sns-message-type", "Notification", "hi")]
    [InlineData("aeg-event-type", "Notification", """[{"id":"1"}]""")]
    [InlineData("aeg-event-type", "Notification", "[]")]
    public void A_request_that_only_looks_like_one_stays_a_request(string name, string value, string body) =>
        Assert.Equal("com.amazon.execute-api.http.request", WebhookRequests.Only(WebhookRequests.Request(body, (name, value))).Get("type"));

    [Fact]
    public void Another_method_than_POST_is_a_request() =>
        Assert.Equal("com.amazon.execute-api.http.request", WebhookRequests.Only(WebhookRequests.HttpApi("PUT", Push, ("x-github-event", "push"))).Get("type"));

    [Fact]
    public void They_can_be_left_as_requests()
    {
        var request = WebhookRequests.Request(Push, ("x-github-event", "push"));

        var left = Assert.Single(Converter.Convert(request, new CloudEventOptions { Webhooks = false }));

        Assert.Equal("com.amazon.execute-api.http.request", left.Get("type"));
        Assert.Equal(request, left.GetProperty("data").GetRawText());
    }

    [Fact]
    public void A_CloudEvent_in_a_request_wins()
    {
        const string Inner = """{"specversion":"1.0","id":"i","source":"/s","type":"t"}""";
        (string, string) mark = ("aeg-event-type", "Notification");

        Assert.Equal("i", WebhookRequests.Only(WebhookRequests.Request(Inner, mark, ("content-type", "application/cloudevents+json"))).Get("id"));
        Assert.Equal("i", WebhookRequests.Only(WebhookRequests.Request($"[{Inner}]", mark, ("content-type", "application/cloudevents-batch+json"))).Get("id"));
        Assert.Equal("i", WebhookRequests.Only(WebhookRequests.Request(Push, ("x-github-event", "push"), ("ce-specversion", "1.0"), ("ce-id", "i"), ("ce-source", "/s"), ("ce-type", "t"))).Get("id"));
    }

    [Fact]
    public void The_clock_is_that_of_whoever_calls_when_the_request_has_no_time()
    {
        var request = WebhookRequests.OfAll(Push, ("x-github-event", "push"))[3];
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        new CloudEventsView(new CloudEventOptions()).Write(Converter.Load(request), "r", output, "2024-01-01T00:00:00Z");

        Assert.Equal("2024-01-01T00:00:00Z", JsonDocument.Parse(output.WrittenMemory).RootElement[0].Get("time"));
    }

    [Theory]
    [InlineData("x-github-event", """{"ref":"a","ref":"b"}""")]
    [InlineData("x-github-event", """{"ref":"\ud800"}""")]
    [InlineData("x-gitlab-event", """{"repository":{"homepage":"a","homepage":"b"}}""")]
    public void What_contradicts_itself_is_refused_with_its_place(string name, string body)
    {
        var error = Assert.Throws<EventFormatException>(() => Converter.Convert(WebhookRequests.Request(body, (name, "push"))));

        Assert.Equal("/body", error.Place);
        Assert.Contains("is a webhook of Git", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-delivery", "d-7", "d-7")]
    [InlineData("x-other", "d-7", null)]
    public void Any_other_webhook_is_what_the_configuration_says(string header, string value, string? id)
    {
        var options = new CloudEventOptions { Webhook = new GenericWebhook("com.example.hook", "https://hooks.example/a b", "X-Delivery") };

        var cloudEvent = Assert.Single(Converter.Convert(WebhookRequests.Request("a=1", (header, value), ("content-type", "application/x-www-form-urlencoded")), options));

        Assert.Equal([id ?? Hash("a=1"), "com.example.hook", "https://hooks.example/a%20b", null, WebhookRequests.Now], cloudEvent.Attributes());
        Assert.Equal(("application/x-www-form-urlencoded", "a=1"), (cloudEvent.Get("datacontenttype"), cloudEvent.Get("data")));
    }

    [Fact]
    public void A_known_sender_comes_before_the_configured_one_unless_that_is_switched_off()
    {
        var request = WebhookRequests.Request(Push, ("x-github-event", "push"));
        var options = new CloudEventOptions { Webhook = new GenericWebhook("t", "/s") };

        Assert.Equal("com.github.push", Assert.Single(Converter.Convert(request, options)).Get("type"));
        Assert.Equal("t", Assert.Single(Converter.Convert(request, new CloudEventOptions { Webhook = options.Webhook, Webhooks = false })).Get("type"));
        Assert.Equal("com.amazon.execute-api.http.request", Assert.Single(Converter.Convert(WebhookRequests.HttpApi("GET", ""), options)).Get("type"));
        Assert.Equal(Converter.RequestId, Assert.Single(Converter.Convert(WebhookRequests.HttpApi("POST", ""), options)).Get("id"));
    }

    [Fact]
    public void The_hash_is_that_of_the_platform() =>
        Gen.Byte.Array[0, 300].Sample(
            bytes =>
            {
                var hash = new System.Buffers.ArrayBufferWriter<byte>();
                Sha256.AppendHex(bytes, hash);
                return Encoding.ASCII.GetString(hash.WrittenSpan) == Convert.ToHexStringLower(SHA256.HashData(bytes));
            },
            iter: 500,
            threads: 1);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
