namespace Sor.Events.CloudEvents;

/// <summary>What is said of webhooks whose sender nothing else is known of: what their requests become.</summary>
/// <param name="Type">Type of their CloudEvents.</param>
/// <param name="Source">Source of their CloudEvents, a URI-reference.</param>
/// <param name="IdHeader">The header that has the id of a delivery, in any case; null: there is none.</param>
public sealed record GenericWebhook(string Type, string Source, string? IdHeader = null);
