using System.Buffers;
using System.Text;
using System.Text.Json;
using Sor.Events.Http;

namespace Sor.Events.Tests.Http;

/// <summary>Events to requests, and responses to replies, as parsed JSON.</summary>
internal static class HttpForms
{
    public static JsonElement Request(string json, HttpViewOptions? options = null)
    {
        var document = new EventDocument();
        document.Load(Encoding.UTF8.GetBytes(json));
        var request = new HttpRequestView();
        request.Load(document, options ?? HttpViewOptions.Default);
        var output = new ArrayBufferWriter<byte>();
        HttpRequestForm.Write(request, output);
        return Parse(output.WrittenMemory);
    }

    public static EventFormatException Refused(string json) => Assert.Throws<EventFormatException>(() => Request(json));

    public static JsonElement Reply(string e, string response) => Reply(e, response, out _);

    public static JsonElement Reply(string e, string response, out string? warning) =>
        Reply(e, view => view.Load(Encoding.UTF8.GetBytes(response)), out warning);

    public static JsonElement Reply(string e, Action<HttpResponseView> load) => Reply(e, load, out _);

    private static JsonElement Reply(string e, Action<HttpResponseView> load, out string? warning)
    {
        var document = new EventDocument();
        document.Load(Encoding.UTF8.GetBytes(e));
        var view = new HttpResponseView();
        load(view);
        var output = new ArrayBufferWriter<byte>();
        var encoder = new HttpReplyEncoder(HttpReplyOptions.Default);
        encoder.Encode(view, HttpReplyTarget.Of(document), output);
        warning = encoder.Warning;
        return Parse(output.WrittenMemory);
    }

    public static string? Text(this JsonElement form, string member) => form.GetProperty(member).GetString();

    /// <summary>All values of a header, in their order, joined with a bar.</summary>
    public static string Header(this JsonElement form, string name) =>
        string.Join("|", form.GetProperty("headers").EnumerateArray()
            .Where(pair => pair[0].GetString()!.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair[1].GetString()));

    public static byte[] Body(this JsonElement form) =>
        form.Text("bodyEncoding") == "base64" ? form.GetProperty("body").GetBytesFromBase64() : Encoding.UTF8.GetBytes(form.Text("body")!);

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
