using System.Buffers;
using System.Text;

namespace Sor.BuiltIns;

/// <summary>
/// What may be an id. It goes into logs, headers and other systems, and comes from outside: so only letters, digits and a few signs.
/// </summary>
internal static class CorrelationId
{
    /// <summary>Longest id that is taken over.</summary>
    internal const int MaxBytes = 128;

    private static readonly SearchValues<byte> s_signs =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/=+@#"u8);

    /// <summary>The id that a JSON text or number is; false when it is none.</summary>
    internal static bool TryTake(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> id)
    {
        id = json.Length > 1 && json[0] == '"' ? json[1..^1] : json;
        return id.Length is > 0 and <= MaxBytes && !id.ContainsAnyExcept(s_signs);
    }

    /// <summary>The trace id of an X-Ray header, <c>Root=1-67891233-abcdef012345678912345678;…</c>.</summary>
    internal static bool TryTakeRoot(string? header, out ReadOnlySpan<byte> id)
    {
        id = default;
        var start = header?.IndexOf("Root=", StringComparison.Ordinal) ?? -1;
        if (start < 0)
            return false;
        var root = header.AsSpan(start + "Root=".Length);
        var end = root.IndexOf(';');
        return TryTake(Encoding.UTF8.GetBytes((end < 0 ? root : root[..end]).ToString()), out id);
    }

    internal static byte[] Quote(ReadOnlySpan<byte> id) => [(byte)'"', .. id, (byte)'"'];
}
