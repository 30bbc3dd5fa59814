using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Contact flows read a flat object of strings.</summary>
internal static class ConnectReply
{
    internal static void Write(JsonValue value, ref JsonOutput json)
    {
        if (!value.IsObject)
            throw value.Error("is no answer to a contact flow: that is a flat object");
        json.Raw("{"u8);
        var needsComma = false;
        foreach (var member in value.Members())
        {
            if (member.Value.IsMissing)
                continue;
            if (!ReplyMembers.IsFlat(member.Value))
                throw member.Value.Error("is nested: a contact flow reads a flat object");
            json.Raw(needsComma ? ","u8 : default);
            needsComma = true;
            json.Raw(member.Name.Raw);
            json.Raw(":"u8);
            if (member.Value.IsString)
                json.Raw(member.Value.Raw);
            else
                json.Text(member.Value.Raw);
        }

        json.Raw("}"u8);
    }
}
