using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Whether a caller may do what was asked for.</summary>
internal static class AuthorizerReply
{
    /// <summary>
    /// For authorizers that answer with a policy: <c>true</c>, <c>false</c> or <c>{isAuthorized, principalId, context, usageIdentifierKey}</c>
    /// becomes one that allows or denies the method that was called.
    /// </summary>
    internal static void WritePolicy(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        if (reply.Member("policyDocument"u8).IsObject)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        var isAuthorized = reply.Root.IsObject ? reply.Member("isAuthorized"u8) : reply.Root;
        if (!isAuthorized.IsBoolean)
            throw reply.Root.Error("is no answer to an authorizer: that is a policyDocument with its principalId, an object with isAuthorized, or true or false");
        var principal = reply.Member("principalId"u8);
        json.Raw("{\"principalId\":"u8);
        json.Raw(principal.IsString ? principal.Raw : "\"user\""u8);
        json.Raw(",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":\"execute-api:Invoke\",\"Effect\":"u8);
        json.Raw(isAuthorized.IsTrue ? "\"Allow\""u8 : "\"Deny\""u8);
        json.Raw(",\"Resource\":"u8);
        json.Raw(document.Member("methodArn"u8).Raw);
        json.Raw("}]}"u8);
        ReplyMembers.Write(ref json, "context"u8, CheckedContext(reply.Member("context"u8)));
        ReplyMembers.Write(ref json, "usageIdentifierKey"u8, reply.Member("usageIdentifierKey"u8));
        json.Raw("}"u8);
    }

    /// <summary>For those that take <c>true</c> or <c>false</c> in a member: anything else is taken for the whole answer.</summary>
    internal static void WriteFlag(ReadOnlySpan<byte> name, EventDocument reply, ref JsonOutput json)
    {
        if (!reply.Root.IsBoolean)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        json.Raw("{\""u8);
        json.Raw(name);
        json.Raw("\":"u8);
        json.Raw(reply.Root.Raw);
        json.Raw("}"u8);
    }

    // API Gateway hands strings, numbers and booleans on, and fails the call for anything else.
    private static JsonValue CheckedContext(JsonValue context)
    {
        if (!context.IsMissing && !context.IsObject)
            throw context.Error("is no context of an authorizer: that is a flat object");
        foreach (var member in context.Members())
        {
            if (!ReplyMembers.IsFlat(member.Value))
                throw member.Value.Error("is nested: an authorizer's context is a flat object");
        }

        return context;
    }
}
