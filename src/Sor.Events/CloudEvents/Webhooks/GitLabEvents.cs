using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>Webhooks of GitLab, as the adapter has it that the CloudEvents specification publishes.</summary>
internal static class GitLabEvents
{
    // Longest name of an event: in a header like "Confidential Merge Request Hook" there are fewer than 40 characters.
    private const int NameRoom = 128;

    // Event, for notes with what is noted; what is behind its name in the type; subject; time; source.
    private static ReadOnlySpan<byte> Table =>
        """
        push  -  checkout_sha  -  repository.homepage
        tag_push  -  ref  -  repository.homepage
        issue  object_attributes.state  object_attributes.iid  -  repository.homepage
        note/Commit:note.commit  -  object_attributes.id  object_attributes.created_at  commit.url
        note/MergeRequest:note.merge_request  -  object_attributes.id  object_attributes.created_at  object_attributes.url#
        note/Issue:note.issue  -  object_attributes.id  object_attributes.created_at  object_attributes.url#
        note/Snippet:note.snippet  -  object_attributes.id  object_attributes.created_at  object_attributes.url#
        merge_request  object_attributes.action  object_attributes.iid  object_attributes.created_at  repository.homepage
        wiki_page  object_attributes.action  object_attributes.slug  -  project.web_url
        pipeline  object_attributes.status  object_attributes.id  -  project.web_url
        job  job_status|build_status  job_id|build_id  -  repository.homepage
        build:job  job_status|build_status  job_id|build_id  -  repository.homepage
        *  -  -  -  -
        """u8;

    internal static void Write(SourceWriter w, WebhookRequest request, JsonValue body)
    {
        Span<byte> room = stackalloc byte[NameRoom];
        var row = WebhookRow.Of(Table, NameOf(request.Mark.Utf8(), body, room));
        w.Begin();
        w.Id(request.Header("x-gitlab-event-uuid"u8));
        w.Source(w.Text().Add(body, row.Source));
        w.Source(w.Text().Add(body, "repository.homepage|project.web_url"u8));

        // Hooks of a whole server may tell of no project.
        w.Source(request.Header("x-gitlab-instance"u8));
        w.Type(w.Text().Add("com.gitlab."u8).Add(row.Name).Add("."u8).Add(body, row.Suffix));
        w.Attribute("subject"u8, w.Text().Add(body, row.Subject));
        WebhookExpression.Time(w, body, row.Time);
        request.End(w, body);
    }

    /// <summary>The event as the table has it: <c>Merge Request Hook</c> is <c>merge_request</c>.</summary>
    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> header, JsonValue body, Span<byte> room)
    {
        if (AsciiText.EndsWith(header, " Hook"u8))
            header = header[..^" Hook"u8.Length];
        if (AsciiText.StartsWith(header, "Confidential "u8))
            header = header["Confidential "u8.Length..];

        // Hooks of a whole server say in the body what happened.
        if (AsciiText.Same(header, "System"u8))
            header = body.Get("object_kind"u8) is { RawString.IsEmpty: false } kind ? kind.Utf8() : body.Get("event_name"u8).Utf8();
        var length = 0;
        foreach (var c in header[..Math.Min(header.Length, NameRoom)])
            room[length++] = c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c == ' ' ? (byte)'_' : c;
        var name = room[..length];
        return name.SequenceEqual("note"u8) ? OfNote(body, room, length) : name;
    }

    private static ReadOnlySpan<byte> OfNote(JsonValue body, Span<byte> room, int length)
    {
        // What else can be noted has no row, and the name of all notes.
        var noted = body.Get("object_attributes"u8).Get("noteable_type"u8).Utf8();
        if (!(noted.SequenceEqual("Commit"u8) || noted.SequenceEqual("MergeRequest"u8) || noted.SequenceEqual("Issue"u8) || noted.SequenceEqual("Snippet"u8)))
            return room[..length];
        room[length] = (byte)'/';
        noted.CopyTo(room[(length + 1)..]);
        return room[..(length + 1 + noted.Length)];
    }
}
