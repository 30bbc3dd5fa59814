using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Whether a device or a client of a VPN may connect: <c>true</c> or <c>false</c> is enough of an answer.</summary>
internal static class DeviceReply
{
    internal static void Write(EventKind kind, EventDocument reply, ref JsonOutput json)
    {
        switch (kind)
        {
            case EventKind.IotCustomAuth:
                WriteConnection(reply, ref json);
                break;
            case EventKind.ClientVpn:
                WriteVpn(reply, ref json);
                break;
            case EventKind.IotPreprovision when reply.Root.IsObject && !reply.Member("allowProvisioning"u8).IsBoolean:
                json.Raw("{\"allowProvisioning\":true,\"parameterOverrides\":"u8);
                json.Raw(reply.Root.Raw);
                json.Raw("}"u8);
                break;
            default:
                AuthorizerReply.WriteFlag("allowProvisioning"u8, reply, ref json);
                break;
        }
    }

    // Who may connect and is given no policy can do nothing more: it is the function's to say what.
    private static void WriteConnection(EventDocument reply, ref JsonOutput json)
    {
        if (!reply.Root.IsTrue)
        {
            AuthorizerReply.WriteFlag("isAuthenticated"u8, reply, ref json);
            return;
        }

        json.Raw("{\"isAuthenticated\":true,\"principalId\":\"user\",\"disconnectAfterInSeconds\":86400,\"refreshAfterInSeconds\":300,\"policyDocuments\":[]}"u8);
    }

    // All members must be there.
    private static void WriteVpn(EventDocument reply, ref JsonOutput json)
    {
        var allow = reply.Root.IsObject ? reply.Member("allow"u8) : reply.Root;
        if (!allow.IsBoolean)
            throw reply.Root.Error("is no answer to a VPN: that is an object with allow, or true or false");
        json.Raw("{\"allow\":"u8);
        json.Raw(allow.Raw);
        WriteOr("error-msg-on-failed-posture-compliance"u8, reply, "\"\""u8, ref json);
        WriteOr("posture-compliance-statuses"u8, reply, "[]"u8, ref json);
        WriteOr("schema-version"u8, reply, "\"v1\""u8, ref json);
        json.Raw("}"u8);
    }

    private static void WriteOr(ReadOnlySpan<byte> name, EventDocument reply, ReadOnlySpan<byte> otherwise, ref JsonOutput json)
    {
        var value = reply.Member(name);
        json.Raw(",\""u8);
        json.Raw(name);
        json.Raw("\":"u8);
        json.Raw(value.IsMissing ? otherwise : value.Raw);
    }
}
