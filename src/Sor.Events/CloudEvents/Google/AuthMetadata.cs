using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Google;

/// <summary>The times in the metadata of a Firebase user, which the two forms name differently.</summary>
internal static class AuthMetadata
{
    /// <summary>The user with the members of <c>metadata</c> renamed; everything else stays as it is.</summary>
    internal static ReadOnlySpan<byte> Rename(JsonValue user, bool toLegacy)
    {
        var json = new ArrayBufferWriter<byte>(user.Raw.Length + 16);
        json.Write("{"u8);
        var isFirst = true;
        foreach (var member in user.Members())
        {
            Begin(json, ref isFirst, member.Name.Raw);
            if (member.NameEquals("metadata"u8) && member.Value.IsObject)
                WriteMetadata(json, member.Value, toLegacy);
            else
                json.Write(member.Value.Raw);
        }

        json.Write("}"u8);
        return json.WrittenSpan;
    }

    private static void WriteMetadata(ArrayBufferWriter<byte> json, JsonValue metadata, bool toLegacy)
    {
        json.Write("{"u8);
        var isFirst = true;
        foreach (var member in metadata.Members())
        {
            var name = member.Name.Raw;
            if (member.NameEquals(toLegacy ? "createTime"u8 : "createdAt"u8))
                name = toLegacy ? "\"createdAt\""u8 : "\"createTime\""u8;
            else if (member.NameEquals(toLegacy ? "lastSignInTime"u8 : "lastSignedInAt"u8))
                name = toLegacy ? "\"lastSignedInAt\""u8 : "\"lastSignInTime\""u8;
            Begin(json, ref isFirst, name);
            json.Write(member.Value.Raw);
        }

        json.Write("}"u8);
    }

    private static void Begin(ArrayBufferWriter<byte> json, ref bool isFirst, ReadOnlySpan<byte> name)
    {
        json.Write(isFirst ? default : ","u8);
        isFirst = false;
        json.Write(name);
        json.Write(":"u8);
    }
}
