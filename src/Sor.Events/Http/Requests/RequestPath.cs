using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>Methods and paths. One rule serves platforms that decode paths and those that do not: what cannot stand in a path is encoded, the rest stays.</summary>
internal static class RequestPath
{
    internal static HttpText Method(HttpRequestView request, JsonValue value)
    {
        var text = value.IsString ? request.Texts.Of(value) : default;
        return HttpHeaderRules.IsToken(request.Texts.Get(text)) ? text : throw value.Error("is no method of a request");
    }

    /// <summary>The path that begins with a slash and has nothing in it that would end it or be refused.</summary>
    internal static HttpText Encode(HttpTextStore texts, HttpText path)
    {
        var bytes = texts.Get(path);
        var hasSlash = bytes.StartsWith("/"u8);
        if (hasSlash && PercentEncoding.FirstIllegal(bytes, PercentEncoding.Path) < 0)
            return path;
        var mark = texts.Mark;
        if (!hasSlash)
            texts.Scratch.Write("/"u8);
        PercentEncoding.Append(texts.Scratch, bytes, PercentEncoding.Path, keepEncoded: true);
        return texts.Since(mark);
    }

    /// <summary>Without the query that some platforms leave behind it.</summary>
    internal static HttpText WithoutQuery(HttpTextStore texts, HttpText path)
    {
        var end = texts.Get(path).IndexOf((byte)'?');
        return end < 0 ? path : path.Slice(0, end);
    }

    /// <summary>Whether a path is a prefix (which begins with a slash and ends without one), or goes on behind it with a slash.</summary>
    internal static bool BeginsWith(ReadOnlySpan<byte> path, ReadOnlySpan<byte> prefix) =>
        path.StartsWith(prefix) && (path.Length == prefix.Length || path[prefix.Length] == (byte)'/');

    /// <summary>Takes so many bytes from the front of the path to the end of the path base.</summary>
    internal static void MoveToBase(HttpRequestView request, int length)
    {
        var texts = request.Texts;
        var prefix = request.PathText.Slice(0, length);
        if (request.PathBaseText.Length > 0)
        {
            var mark = texts.Mark;
            texts.Scratch.Write(texts.Get(request.PathBaseText));
            texts.Scratch.Write(texts.Get(prefix));
            prefix = texts.Since(mark);
        }

        request.PathBaseText = prefix;
        request.PathText = length == request.PathText.Length ? texts.Copy("/"u8) : request.PathText.Slice(length, request.PathText.Length - length);
    }

    /// <summary>Moves the stage of an HTTP API from the path to the path base, if it stands there.</summary>
    internal static void StripStage(HttpRequestView request)
    {
        var stage = request.Stage;
        var path = request.Path;
        if (stage.IsEmpty || stage.SequenceEqual("$default"u8) || path.Length <= stage.Length)
            return;
        if (path.Slice(1, stage.Length).SequenceEqual(stage) && (path.Length == stage.Length + 1 || path[stage.Length + 1] == (byte)'/'))
            MoveToBase(request, stage.Length + 1);
    }
}
