using System.Text;
using CsCheck;
using Sor.Events.CloudEvents;
using Sor.Events.Samples;
using Sor.Events.Tests.CloudEvents;
using Sor.Events.Tests.CloudEvents.Webhooks;

namespace Sor.Events.Tests.Samples;

/// <summary>Each sample of a webhook tells of the event that it is named after.</summary>
public sealed class WebhookSampleTests
{
    /// <summary>Sample, type, subject by default (null: it is new each time), parameter that ends the type if there is one.</summary>
    public static TheoryData<string, string, string?, string?> Samples => new()
    {
        { "github create", "com.github.create.", "v1.0.0", "ref_type" },
        { "github issue_comment", "com.github.issue_comment.", "99262140", "action" },
        { "github issues", "com.github.issues.", "42", "action" },
        { "github ping", "com.github.ping", "", null },
        { "github pull_request", "com.github.pull_request.", "7", "action" },
        { "github push", "com.github.push", "refs/heads/main", null },
        { "github release", "com.github.release.", "17372790", "action" },
        { "github star", "com.github.star.", "", "action" },
        { "github workflow_run", "com.github.workflow_run.", "CI", "action" },
        { "gitlab issue", "com.gitlab.issue.opened", "23", null },
        { "gitlab job", "com.gitlab.job.", "1977", "status" },
        { "gitlab merge_request", "com.gitlab.merge_request.open", "1", null },
        { "gitlab note", "com.gitlab.note.issue", "1241", null },
        { "gitlab pipeline", "com.gitlab.pipeline.", "31", "status" },
        { "gitlab push", "com.gitlab.push", null, null },
        { "gitlab tag_push", "com.gitlab.tag_push", "refs/tags/v1.0.0", null },
        { "gitlab wiki_page", "com.gitlab.wiki_page.", "sample", "action" },
        { "stripe charge.refunded", "com.stripe.charge.refunded", null, null },
        { "stripe checkout.session.completed", "com.stripe.checkout.session.completed", null, null },
        { "stripe customer.created", "com.stripe.customer.created", null, null },
        { "stripe invoice.paid", "com.stripe.invoice.paid", null, null },
        { "stripe payment_intent.succeeded", "com.stripe.payment_intent.succeeded", null, null },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void It_becomes_that_event_whatever_is_set(string name, string type, string? subject, string? ending)
    {
        var sample = SampleCatalog.Find(name)!;
        var end = ending is null ? "" : sample.Parameters.Single(parameter => parameter.Name == ending).Default;

        // Earlier times would be taken for seconds, which emulators write where milliseconds belong.
        Gen.Select(Gen.ULong, Gen.Int[100_000_000, 1 << 30], Gen.String[Gen.Char["ab c+/\"\\é€\u0007"], 0, 12])
            .Sample(
                (seed, seconds, text) =>
                {
                    var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
                    var plain = Convert(sample, new SampleRequest { Seed = seed, Time = time });
                    var odd = Convert(sample, new SampleRequest
                    {
                        Seed = seed,
                        Time = time,
                        Values = sample.Parameters.Where(parameter => parameter.Name != ending).ToDictionary(parameter => parameter.Name, _ => Encoding.UTF8.GetBytes(text)),
                    });

                    Assert.Equal(type + end, plain.Get("type"));
                    Assert.Equal(type + end, odd.Get("type"));
                    Assert.Equal(plain.Get("id"), odd.Get("id"));
                    if (subject is not null)
                        Assert.Equal(subject, plain.Get("subject") ?? "");
                    Assert.Equal(time, DateTimeOffset.Parse(plain.Get("time")!, System.Globalization.CultureInfo.InvariantCulture));
                },
                iter: 20,
                threads: 1);
    }

    [Fact]
    public void Every_sample_of_a_webhook_is_looked_at() => Assert.Equal(
        SampleCatalog.All.Select(sample => sample.Name).Where(name => name.Split(' ')[0] is "github" or "gitlab" or "stripe").Order(StringComparer.Ordinal),
        Samples.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    private static System.Text.Json.JsonElement Convert(Sample sample, SampleRequest request) =>
        Assert.Single(Converter.Convert(Encoding.UTF8.GetString(sample.Create(request)), CloudEventMode.Record, EventKind.HttpApiV2));
}
