namespace Sor.Events.CloudEvents.Sources;

/// <summary>Services that talk with people, and agents.</summary>
internal static class ConversationSources
{
    internal static void LexV1(SourceWriter w)
    {
        var e = w.Document;
        var bot = e.Member("bot"u8);
        w.Begin();
        w.Source(w.Arn("lex"u8).Add("bot:"u8).Add(bot.Get("name"u8)).Add(":"u8).Add(bot.Get("alias"u8)));
        w.Type("com.amazon.lex."u8, e.Member("invocationSource"u8));
        w.Subject(e.Member("currentIntent"u8).Get("name"u8));
        w.End(e.Root);
    }

    internal static void LexV2(SourceWriter w)
    {
        var e = w.Document;
        var bot = e.Member("bot"u8);
        w.Begin();
        w.Source(w.Arn("lex"u8).Add("bot-alias/"u8).Add(bot.Get("id"u8)).Add("/"u8).Add(bot.Get("aliasId"u8)));
        w.Type("com.amazon.lex."u8, e.Member("invocationSource"u8));
        w.Subject(e.Member("sessionState"u8).Get("intent"u8).Get("name"u8));
        w.End(e.Root);
    }

    internal static void Connect(SourceWriter w)
    {
        var contact = w.Document.Member("Details"u8).Get("ContactData"u8);
        var instance = contact.Get("InstanceARN"u8);
        w.Begin();
        w.Source(instance.RawString.IsEmpty ? w.Text().Add("urn:aws:connect"u8) : w.Text().Add(instance));
        w.Type("com.amazon.connect.contact_flow"u8);
        w.Subject(contact.Get("ContactId"u8));
        w.End(w.Document.Root);
    }

    internal static void AlexaSkill(SourceWriter w)
    {
        var request = w.Document.Member("request"u8);
        var application = w.Document.Member("session"u8).Get("application"u8).Get("applicationId"u8);
        if (application.IsMissing)
            application = w.Document.Member("context"u8).Get("System"u8).Get("application"u8).Get("applicationId"u8);
        w.Begin();
        w.Id(request.Get("requestId"u8));
        w.Source(application);
        w.Type("com.amazon.alexa."u8, request.Get("type"u8));
        w.Subject(request.Get("intent"u8).Get("name"u8));
        w.Time(request.Get("timestamp"u8));
        w.End(w.Document.Root);
    }

    internal static void AlexaSmartHome(SourceWriter w)
    {
        // Version 3 has a directive; version 2 has header and payload at the root.
        var directive = w.Document.Member("directive"u8);
        if (directive.IsMissing)
            directive = w.Document.Root;
        var header = directive.Get("header"u8);
        w.Begin();
        w.Id(header.Get("messageId"u8));
        w.Type(w.Text().Add("com.amazon.alexa."u8).Add(header.Get("namespace"u8)).Add("."u8).Add(header.Get("name"u8)));
        w.Subject(directive.Get("endpoint"u8).Get("endpointId"u8));
        w.End(w.Document.Root);
    }

    internal static void Bedrock(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Source(w.Arn("bedrock"u8).Add("agent/"u8).Add(e.Member("agent"u8).Get("id"u8)));
        w.Type("com.amazon.bedrock.agent.action"u8);
        w.Subject(e.Member("actionGroup"u8));
        w.Attribute("correlationid"u8, e.Member("sessionId"u8));
        w.End(e.Root);
    }

    internal static void Chime(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Source(e.Member("Discussion"u8).Get("DiscussionId"u8));
        w.Type("com.amazon.chime.message"u8);
        w.Subject(e.Member("Sender"u8).Get("SenderId"u8));
        w.Time(e.Member("EventTimestamp"u8));
        w.End(e.Root);
    }
}
