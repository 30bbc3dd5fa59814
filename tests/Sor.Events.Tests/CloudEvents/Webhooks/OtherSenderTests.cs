using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents.Webhooks;

/// <summary>What the webhooks of other senders become.</summary>
public sealed class OtherSenderTests
{
    private const string Home = "http://gitlab.example/mike/diaspora";

    // Header; members of the body; what its type has behind com.gitlab.; source; subject; time, null: now.
    public static TheoryData<string, string, string, string, string?, string?> GitLab => new()
    {
        { "Push Hook", """ "object_kind":"push","ref":"refs/heads/main","checkout_sha":"da15" """, "push", Home, "da15", null },
        { "Push Hook", """ "object_kind":"push","ref":"refs/heads/gone","checkout_sha":null """, "push", Home, null, null },
        { "Tag Push Hook", """ "object_kind":"tag_push","ref":"refs/tags/v1","checkout_sha":"82b3" """, "tag_push", Home, "refs/tags/v1", null },
        { "Issue Hook", """ "object_attributes":{"id":301,"iid":23,"state":"opened","created_at":"2013-12-03T17:15:43Z"} """, "issue.opened", Home, "23", null },
        { "Confidential Issue Hook", """ "object_attributes":{"iid":23,"state":"closed"} """, "issue.closed", Home, "23", null },
        { "Note Hook", """ "object_attributes":{"id":1243,"noteable_type":"Commit","created_at":"2015-05-17 18:08:09 UTC","url":"http://g/x#note_1243"},"commit":{"url":"http://g/commit/cfe3"} """, "note.commit", "http://g/commit/cfe3", "1243", "2015-05-17T18:08:09Z" },
        { "Note Hook", """ "object_attributes":{"id":1244,"noteable_type":"MergeRequest","created_at":"2015-05-17 18:21:36 UTC","url":"http://g/merge_requests/1#note_1244"} """, "note.merge_request", "http://g/merge_requests/1", "1244", "2015-05-17T18:21:36Z" },
        { "Note Hook", """ "object_attributes":{"id":1241,"noteable_type":"Issue","created_at":"2015-05-17T17:06:40Z","url":"http://g/issues/17#note_1241"} """, "note.issue", "http://g/issues/17", "1241", "2015-05-17T17:06:40Z" },
        { "Confidential Note Hook", """ "object_attributes":{"id":1245,"noteable_type":"Snippet","created_at":"2015-05-17 18:35:50 +0000","url":"http://g/snippets/53#note_1245"} """, "note.snippet", "http://g/snippets/53", "1245", "2015-05-17T18:35:50Z" },
        { "Note Hook", """ "object_attributes":{"id":1,"noteable_type":"Epic"} """, "note", Home, null, null },
        { "Merge Request Hook", """ "object_attributes":{"id":99,"iid":1,"action":"open","created_at":"2013-12-03 17:23:34 UTC"} """, "merge_request.open", Home, "1", "2013-12-03T17:23:34Z" },
        { "Wiki Page Hook", """ "object_attributes":{"slug":"awesome","action":"create"} """, "wiki_page.create", "http://gitlab.example/web", "awesome", null },
        { "Pipeline Hook", """ "object_attributes":{"id":31,"status":"success"} """, "pipeline.success", "http://gitlab.example/web", "31", null },
        { "Job Hook", """ "object_kind":"build","build_id":1977,"build_status":"created" """, "job.created", Home, "1977", null },
        { "Job Hook", """ "job_id":1978,"job_status":"failed" """, "job.failed", Home, "1978", null },
        { "Feature Flag Hook", """ "object_kind":"feature_flag" """, "feature_flag", Home, null, null },
        { "System Hook", """ "event_name":"project_create" """, "project_create", Home, null, null },
        { "System Hook", """ "object_kind":"build","build_id":7,"build_status":"ok" """, "job.ok", Home, "7", null },
    };

    [Theory]
    [MemberData(nameof(GitLab))]
    public void Each_event_of_GitLab_becomes_a_CloudEvent_by_its_row(string header, string members, string type, string source, string? subject, string? time)
    {
        var body = $$$"""{{{{members}}},"repository":{"homepage":"{{{Home}}}"},"project":{"web_url":"http://gitlab.example/web"}}""";

        var cloudEvent = WebhookRequests.Only(WebhookRequests.Request(body, ("x-gitlab-event", header), ("x-gitlab-event-uuid", "u-1")));

        Assert.Equal(["u-1", $"com.gitlab.{type}", source, subject, time ?? WebhookRequests.Now], cloudEvent.Attributes());
        Assert.Equal(body, cloudEvent.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("""{"project":{"web_url":"http://g/web"}}""", "http://g/web")]
    [InlineData("""{"event_name":"user_create"}""", "https://gitlab.example")]
    public void An_event_of_GitLab_without_repository_is_the_projects_or_the_servers(string body, string source) =>
        Assert.Equal(source, WebhookRequests.Only(WebhookRequests.Request(body, ("x-gitlab-event", "System Hook"), ("x-gitlab-instance", "https://gitlab.example"))).Get("source"));

    [Fact]
    public void An_event_of_GitLab_without_id_has_the_same_each_time_it_is_sent()
    {
        var first = WebhookRequests.Only(WebhookRequests.Request("""{"ref":"a"}""", ("x-gitlab-event", "Push Hook")));
        var again = WebhookRequests.Only(WebhookRequests.OfAll("""{"ref":"a"}""", ("x-gitlab-event", "Push Hook"))[3]);
        var other = WebhookRequests.Only(WebhookRequests.Request("""{"ref":"b"}""", ("x-gitlab-event", "Push Hook")));

        Assert.Equal(first.Get("id"), again.Get("id"));
        Assert.NotEqual(first.Get("id"), other.Get("id"));
    }

    [Theory]
    [InlineData("", "https://api.stripe.com")]
    [InlineData(""" "account":"acct_1", """, "https://api.stripe.com/accounts/acct_1")]
    [InlineData(""" "account":null, """, "https://api.stripe.com")]
    public void An_event_of_Stripe_has_its_own_id_and_time(string account, string source)
    {
        var body = $$$"""{"id":"evt_1","object":"event","api_version":"2024-06-20",{{{account}}}"created":1700000000,"data":{"object":{"id":"cus_1","object":"customer"}},"type":"customer.created"}""";

        var cloudEvent = WebhookRequests.Only(WebhookRequests.Request(body, ("stripe-signature", "t=1,v1=a"), ("content-type", "application/json; charset=utf-8")));

        Assert.Equal(["evt_1", "com.stripe.customer.created", source, "cus_1", "2023-11-14T22:13:20Z"], cloudEvent.Attributes());
        Assert.Equal(body, cloudEvent.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("Notification", ""","Subject":"hello" """, "arn:aws:sns:r:1:t:s", "hello")]
    [InlineData("Notification", ""","Subject":null """, "arn:aws:sns:r:1:t:s", null)]
    [InlineData("SubscriptionConfirmation", ""","Subject":"x","SubscribeURL":"https://sns.example" """, "arn:aws:sns:r:1:t", null)]
    [InlineData("UnsubscribeConfirmation", "", "arn:aws:sns:r:1:t:s", null)]
    public void A_message_of_SNS_is_known_by_its_headers(string type, string members, string source, string? subject)
    {
        var body = $$"""{"Type":"{{type}}","MessageId":"other","TopicArn":"arn:aws:sns:r:1:t","Message":"hi","Timestamp":"2012-05-02T00:54:06.655Z"{{members}}}""";

        var cloudEvent = WebhookRequests.Only(WebhookRequests.Request(
            body, ("x-amz-sns-message-type", type), ("x-amz-sns-message-id", "m-1"), ("x-amz-sns-topic-arn", "arn:aws:sns:r:1:t"), ("x-amz-sns-subscription-arn", "arn:aws:sns:r:1:t:s"), ("content-type", "text/plain; charset=UTF-8")));

        Assert.Equal(["m-1", $"com.amazonaws.sns.{type}", source, subject, "2012-05-02T00:54:06.655Z"], cloudEvent.Attributes());
        Assert.Equal(("application/json", body), (cloudEvent.Get("datacontenttype"), cloudEvent.GetProperty("data").GetRawText()));
    }

    [Fact]
    public void A_raw_message_of_SNS_is_its_content()
    {
        var cloudEvent = WebhookRequests.Only(WebhookRequests.Request(
            "hi", ("x-amz-sns-message-type", "Notification"), ("x-amz-sns-message-id", "m-1"), ("x-amz-sns-rawdelivery", "true"), ("x-amz-sns-topic-arn", "arn:t"), ("x-amz-sns-subscription-arn", "arn:s"), ("content-type", "text/plain; charset=UTF-8")));

        Assert.Equal(["m-1", "com.amazonaws.sns.Notification", "arn:s", null, WebhookRequests.Now], cloudEvent.Attributes());
        Assert.Equal("hi", cloudEvent.Get("data"));
    }

    [Fact]
    public void A_message_of_SNS_that_is_a_CloudEvent_is_passed_on()
    {
        var request = WebhookRequests.Request(
            """{"Type":"Notification","Message":"{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\"}"}""", ("x-amz-sns-message-type", "Notification"));

        Assert.Equal(["i", "t", "/s", null, null], WebhookRequests.Only(request).Attributes());
        Assert.Equal("com.amazonaws.sns.Notification", Assert.Single(Converter.Convert(request, new CloudEventOptions { Unwrap = false })).Get("type"));
    }

    [Fact]
    public void Event_Grid_may_send_several_events_at_once()
    {
        const string Grid = """{"id":"ID","topic":"/subscriptions/s","subject":"/blob","eventType":"Microsoft.Storage.BlobCreated","eventTime":"2024-01-01T00:00:00Z","data":{"n":1.0},"dataVersion":""}""";
        var request = WebhookRequests.Request($"[{Grid.Replace("ID", "1", StringComparison.Ordinal)},{Grid.Replace("ID", "2", StringComparison.Ordinal)}]", ("aeg-event-type", "Notification"));

        var events = Converter.Convert(request);

        Assert.Equal(["1", "2"], events.Select(e => e.Get("id")));
        Assert.All(events, e => Assert.Equal(["Microsoft.Storage.BlobCreated", "/subscriptions/s", "/blob", "2024-01-01T00:00:00Z"], e.Attributes()[1..]));
        Assert.Equal("""{"n":1.0}""", events[1].GetProperty("data").GetRawText());
        Assert.Equal("1", WebhookRequests.Only(WebhookRequests.Request(Grid.Replace("ID", "1", StringComparison.Ordinal), ("aeg-event-type", "Notification"))).Get("id"));
    }
}
