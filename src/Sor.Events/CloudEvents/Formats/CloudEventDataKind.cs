namespace Sor.Events.CloudEvents.Formats;

/// <summary>What an event's data is.</summary>
public enum CloudEventDataKind : byte
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A JSON value; <c>null</c> is one.</summary>
    Json,

    /// <summary>Text that is not JSON, in UTF-8.</summary>
    Text,

    /// <summary>Bytes of which nothing is known but their type.</summary>
    Binary,
}
