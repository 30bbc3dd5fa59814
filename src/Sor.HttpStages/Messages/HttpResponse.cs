using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Sor.Events;
using Sor.Events.Http;
using Sor.Middleware;

namespace Sor.HttpStages.Messages;

/// <summary>A response: of an answer in any of the shapes that the boundary takes, or a new one.</summary>
/// <param name="status">Its status.</param>
internal sealed class HttpResponse(int status)
{
    private byte[] _text = [];
    private bool _isBase64;
    private bool _isChanged;

    internal int Status => status;

    internal HeaderList Headers { get; } = new();

    /// <summary>Reads an answer by the rules of the boundary: a response in its own form, one in Lambda's, or the body of one with status 200.</summary>
    /// <exception cref="FailureException">It is none: what is wrong, and where.</exception>
    internal static HttpResponse Read(Call call)
    {
        try
        {
            var view = new HttpResponseView();
            if (call.ContentType == HttpForms.Response)
                view.Load(call.Payload);
            else if (call.ContentType != "application/json" || !view.TryLoad(call.Payload))
                return Wrapped(call);
            return Of(view);
        }
        catch (EventFormatException problem)
        {
            throw new FailureException("Http.ResponseInvalid", $"the answer is no HTTP response: {problem.Message}", retry: false);
        }
    }

    /// <summary>The bytes of the body.</summary>
    internal byte[] Body()
    {
        if (!_isBase64)
            return _text;
        var bytes = _text.ToArray();
        _ = Base64.DecodeFromUtf8InPlace(bytes, out var length);
        return bytes[..length];
    }

    /// <summary>Puts other bytes in place of the body: as text if they are UTF-8.</summary>
    internal void SetBody(byte[] bytes) => SetBody(bytes, isText: Utf8.IsValid(bytes));

    /// <summary>Puts other bytes in place of the body.</summary>
    internal void SetBody(byte[] bytes, bool isText)
    {
        _isChanged = true;
        _isBase64 = !isText;
        if (isText)
        {
            _text = bytes;
            return;
        }

        _text = new byte[Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        _ = Base64.EncodeToUtf8(bytes, _text, out _, out _);
    }

    /// <summary>Goes on with what was changed; byte for byte if nothing was.</summary>
    internal Outcome Go(Call call) => _isChanged || Headers.IsChanged ? call.Go(Write(), HttpForms.Response) : call.Go();

    /// <summary>Answers in place of what is further in.</summary>
    internal Outcome Reply(Call call) => call.Reply(Write(), HttpForms.Response);

    private static HttpResponse Of(HttpResponseView view)
    {
        var response = new HttpResponse(view.StatusCode);
        for (var i = 0; i < view.HeaderCount; i++)
            response.Headers.Read(Text(view.HeaderName(i)), Text(view.HeaderValue(i)));
        response._text = view.BodyText.ToArray();
        response._isBase64 = view.IsBase64;
        return response;
    }

    private static HttpResponse Wrapped(Call call)
    {
        var response = new HttpResponse(200);
        response.Headers.Read("content-type", call.ContentType);
        response.SetBody(call.Payload.ToArray());

        // Only a wrapper around what the boundary would wrap just so.
        response._isChanged = false;
        return response;
    }

    private static string Text(ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8);

    /// <summary>The response in its form.</summary>
    internal ReadOnlyMemory<byte> Write()
    {
        var output = new ArrayBufferWriter<byte>(_text.Length + 512);
        using (var json = new Utf8JsonWriter(output, HttpForms.Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode", status);
            json.WritePropertyName("headers");
            HttpForms.Write(json, Headers);
            json.WriteString("body", _text);
            json.WriteString("bodyEncoding", _isBase64 ? "base64" : "utf8");
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}
