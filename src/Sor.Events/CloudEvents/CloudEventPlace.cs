namespace Sor.Events.CloudEvents;

/// <summary>Where in the output a CloudEvent stands, and which record it comes from. A record may become several, or none.</summary>
/// <param name="Record">Index of the record in the order of the event; of several for each topic, through all topics.</param>
/// <param name="Start">First byte of the event's JSON, from the first that was written.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct CloudEventPlace(int Record, int Start, int Length);
