namespace Sor.Events.Tests.CloudEvents;

/// <summary>A provider's event and the CloudEvents that it becomes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Event">The event.</param>
/// <param name="Attributes">For each CloudEvent its attributes, but for specversion and datacontenttype.</param>
/// <param name="Data">JSON pointers to what is the data of each, in the event; null where a test of its own says what it is.</param>
public sealed record SourceCase(EventKind Kind, string Event, string[] Attributes, string[]? Data)
{
    public static IReadOnlyList<SourceCase> All { get; } =
        [.. QueueCases.All, .. StreamCases.All, .. StorageCases.All, .. HttpCases.All, .. ManagementCases.All, .. IdentityCases.All, .. ConversationCases.All, .. OtherCases.All];

    /// <summary>One event that becomes one CloudEvent with all of it as data.</summary>
    public static SourceCase OfOne(EventKind kind, string json, string attributes) => new(kind, json, [attributes], [""]);

    public override string ToString() => EventKinds.Name(Kind);
}
