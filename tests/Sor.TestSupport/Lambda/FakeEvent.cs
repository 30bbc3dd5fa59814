using System.Globalization;
using System.Text;

namespace Sor.TestSupport;

/// <summary>What the fake Runtime API delivers at one <c>next</c>, and how it answers the post that follows.</summary>
public sealed record FakeEvent
{
    private static int s_lastId;

    public string RequestId { get; init; } = string.Create(CultureInfo.InvariantCulture, $"request-{Interlocked.Increment(ref s_lastId)}");

    public byte[] Body { get; init; } = [];

    /// <summary>The body as text.</summary>
    public string Text
    {
        get => Encoding.UTF8.GetString(Body);
        init => Body = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>Null: the header is absent.</summary>
    public string? ContentType { get; init; } = "application/json";

    /// <summary>Time from the delivery to the deadline; null: the header is absent.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Further headers, in this order and spelling.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether to spell the platform's own headers in another way than it does: lower case.</summary>
    public bool LowerCaseNames { get; init; }

    /// <summary>Status of the answer to <c>next</c>; the body is sent along whatever it is.</summary>
    public int Status { get; init; } = 200;

    /// <summary>How the bytes go out.</summary>
    public EventSending Sending { get; init; } = EventSending.Whole;

    /// <summary>How the post of its outcome is answered.</summary>
    public PostAnswering Answering { get; init; } = PostAnswering.Accept;

    internal string Head(DateTimeOffset now)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Fake\r\n"));
        if (Status == 200)
            Add("Lambda-Runtime-Aws-Request-Id", RequestId);
        if (ContentType is not null)
            Add("Content-Type", ContentType);
        if (Timeout is { } timeout)
            Add("Lambda-Runtime-Deadline-Ms", (now + timeout).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in Headers)
            Add(name, value);
        return head.ToString();

        void Add(string name, string value) =>
            head.Append(LowerCaseNames ? name.ToLowerInvariant() : name).Append(": ").Append(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value))).Append("\r\n");
    }
}
