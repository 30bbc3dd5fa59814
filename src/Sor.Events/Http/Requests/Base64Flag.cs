using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>The member that says whether a body is base64; local tools write it as a string.</summary>
internal static class Base64Flag
{
    internal static bool IsSet(JsonValue value) => value.IsTrue || value.Is("true"u8);
}
