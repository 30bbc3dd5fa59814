using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>
/// OpenWhisk web actions. A raw action is given query and body as they came. Any other finds the members of the query, of a JSON body or of a
/// form merged into its arguments: they become a query again, or, for methods that send a body, a JSON body.
/// </summary>
internal static class OpenWhiskRequest
{
    internal static void Read(HttpRequestView request, EventDocument e)
    {
        var texts = request.Texts;
        request.MethodText = UpperCase(texts, RequestPath.Method(request, e.Member("__ow_method"u8)));
        request.PathText = RequestPath.Encode(texts, texts.Of(e.Member("__ow_path"u8)));
        request.Headers.AddMap(e.Member("__ow_headers"u8));
        var query = e.Member("__ow_query"u8);
        var body = e.Member("__ow_body"u8);
        if (!query.IsMissing)
            request.QueryText = RequestQuery.Verbatim(texts, texts.Of(query));
        else if (HasQuery(request.Method))
            request.QueryText = Query(texts, e.Root);
        if (!body.IsMissing)
            SetBody(request, body);
        else if (query.IsMissing && !HasQuery(request.Method))
            SetArguments(request, e.Root);
    }

    private static bool HasQuery(ReadOnlySpan<byte> method) =>
        method.SequenceEqual("GET"u8) || method.SequenceEqual("HEAD"u8) || method.SequenceEqual("DELETE"u8);

    private static bool IsArgument(JsonValue name) => !name.RawString.StartsWith("__ow_"u8);

    private static HttpText UpperCase(HttpTextStore texts, HttpText method)
    {
        var mark = texts.Mark;
        var span = texts.Scratch.GetSpan(method.Length);
        _ = System.Text.Ascii.ToUpper(texts.Get(method), span, out var written);
        texts.Scratch.Advance(written);
        return texts.Since(mark);
    }

    private static HttpText Query(HttpTextStore texts, JsonValue arguments)
    {
        var query = new QueryBuilder(texts, PercentEncoding.Component, PercentEncoding.Component);
        foreach (var member in arguments.Members())
        {
            if (IsArgument(member.Name))
                query.Add(member.Name, member.Value);
        }

        return query.End();
    }

    private static void SetArguments(HttpRequestView request, JsonValue arguments)
    {
        var texts = request.Texts;
        var mark = texts.Mark;
        foreach (var member in arguments.Members())
        {
            if (!IsArgument(member.Name))
                continue;
            texts.Scratch.Write(texts.Mark == mark ? "{"u8 : ","u8);
            texts.Scratch.Write(member.Name.Raw);
            texts.Scratch.Write(":"u8);
            texts.Scratch.Write(member.Value.Raw);
        }

        if (texts.Mark == mark)
            return;
        texts.Scratch.Write("}"u8);
        request.Body.SetText(texts.Since(mark));

        // It may have been a form.
        if (!MediaType.IsJson(request.Header("content-type"u8)))
            request.Headers.Set("content-type"u8, texts.Copy("application/json"u8));
    }

    // The controller encodes what it takes for binary, JSON included; nothing in the event says so. Text that is JSON is no base64, or a bare word.
    private static void SetBody(HttpRequestView request, JsonValue body)
    {
        var type = request.Header("content-type"u8);
        var isBinary = body.IsString && (MediaType.IsJson(type) || !MediaType.IsText(type));
        if (isBinary && (type.IsEmpty || MediaType.IsJson(type)))
            isBinary = HttpBody.Base64Length(request.Texts.Passing(body)) >= 0;
        request.Body.Set(body, isBinary);
    }
}
