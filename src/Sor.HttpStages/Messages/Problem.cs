using System.Buffers;
using System.Text.Json;
using Sor.Events.Http;
using Sor.Middleware;

namespace Sor.HttpStages.Messages;

/// <summary>What is wrong, told as <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Status">Status of the response.</param>
/// <param name="Title">The same for every problem of the type; null: the phrase of the status.</param>
/// <param name="Detail">About this one; null: nothing is said.</param>
/// <param name="Type">URI of the type of problem; null: nothing more than the status says.</param>
internal sealed record Problem(int Status, string? Title = null, string? Detail = null, string? Type = null)
{
    internal const string ContentType = "application/problem+json";

    /// <summary>A response that says it.</summary>
    internal HttpResponse ToResponse(Call call)
    {
        var response = new HttpResponse(Status);
        response.Headers.Add("content-type", ContentType);
        response.Headers.Add("cache-control", "no-store");
        response.SetBody(Json(call), isText: true);
        return response;
    }

    /// <summary>Answers with it in place of what is further in.</summary>
    internal Outcome Reply(Call call, params ReadOnlySpan<Header> headers)
    {
        var response = ToResponse(call);
        foreach (var (name, value) in headers)
            response.Headers.Add(name, value);
        return response.Reply(call);
    }

    private byte[] Json(Call call)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, HttpForms.Writing))
        {
            json.WriteStartObject();
            json.WriteString("type", Type ?? "about:blank");
            if (Title is not null)
                json.WriteString("title", Title);
            else
                json.WriteString("title"u8, ReasonPhrases.Of(Status));
            json.WriteNumber("status", Status);
            if (Detail is not null)
                json.WriteString("detail", Detail);
            if (call.Context.RequestId is { Length: > 0 } id)
                json.WriteString("instance", Instance(id));
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The request's id as the URI that it has to be.</summary>
    private static string Instance(string id) => Guid.TryParseExact(id, "D", out _) ? $"urn:uuid:{id}" : Uri.EscapeDataString(id);
}
