using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Custom resources of CloudFormation. With a <c>ResponseURL</c> it is what is to be sent there, on failure too; without one, what the provider
/// framework takes. An object that has none of their members is the resource's data.
/// </summary>
internal static class CustomResourceReply
{
    internal static void Write(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        if (!reply.Root.IsObject && !reply.Root.IsMissing)
            throw reply.Root.Error("is no answer to a stack: that is an object");
        if (document.Kind == EventKind.CloudFormationProvider)
            WriteFramework(document, reply, ref json);
        else if (reply.Member("StackId"u8).IsString)
            json.Raw(reply.Root.Raw);
        else
            WriteSigned(document, reply, ref json);
    }

    private static void WriteSigned(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        var status = reply.Member("Status"u8);
        json.Raw("{\"Status\":"u8);
        json.Raw(status.IsString ? status.Raw : "\"SUCCESS\""u8);
        ReplyMembers.Write(ref json, "Reason"u8, reply.Member("Reason"u8));
        json.Raw(",\"PhysicalResourceId\":"u8);
        json.Raw(Id(document, reply));
        ReplyMembers.Write(ref json, "StackId"u8, document.Member("StackId"u8));
        ReplyMembers.Write(ref json, "RequestId"u8, document.Member("RequestId"u8));
        ReplyMembers.Write(ref json, "LogicalResourceId"u8, document.Member("LogicalResourceId"u8));
        ReplyMembers.Write(ref json, "NoEcho"u8, reply.Member("NoEcho"u8));
        ReplyMembers.Write(ref json, "Data"u8, Data(reply));
        json.Raw("}"u8);
    }

    private static void WriteFramework(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        json.Raw("{\"PhysicalResourceId\":"u8);
        json.Raw(Id(document, reply));
        ReplyMembers.Write(ref json, "NoEcho"u8, reply.Member("NoEcho"u8));
        ReplyMembers.Write(ref json, "IsComplete"u8, reply.Member("IsComplete"u8));
        ReplyMembers.Write(ref json, "Data"u8, Data(reply));
        json.Raw("}"u8);
    }

    private static ReadOnlySpan<byte> Id(EventDocument document, EventDocument reply)
    {
        var id = reply.Member("PhysicalResourceId"u8);
        if (id.IsMissing)
            id = document.Member("PhysicalResourceId"u8);
        if (id.IsMissing)
            id = document.Member("RequestId"u8);
        return id.IsString ? id.Raw : "\"\""u8;
    }

    private static JsonValue Data(EventDocument reply)
    {
        var data = reply.Member("Data"u8);
        return data.IsObject || Has(reply, "Status"u8) || Has(reply, "Reason"u8) || Has(reply, "PhysicalResourceId"u8) || Has(reply, "NoEcho"u8) || Has(reply, "IsComplete"u8)
            ? data
            : reply.Root;
    }

    private static bool Has(EventDocument reply, ReadOnlySpan<byte> name) => !reply.Member(name).IsMissing;
}
