using System.Text;
using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.Limits;

/// <summary>Turns requests away that are larger or other than the function is made for.</summary>
internal sealed class BasicLimitsStage : HttpStage
{
    private readonly BasicLimitsSettings _settings;

    internal BasicLimitsStage(BasicLimitsSettings settings)
    {
        _settings = settings;
        foreach (var (key, value) in new[] { ("bodyBytes", settings.BodyBytes), ("headers", settings.Headers), ("headerBytes", settings.HeaderBytes), ("targetBytes", settings.TargetBytes) })
        {
            if (value < 0)
                throw Refused(key, "is less than 0");
        }

        if (settings.Methods is { Count: 0 })
            throw Refused("methods", "is empty: nothing would be let in; leave it out for all methods");
        if (settings.Methods?.FirstOrDefault(static method => !HeaderSyntax.IsName(method)) is { } wrong)
            throw Refused("methods", $"has \"{wrong}\", which is no method");
        CheckTypes("contentTypes", settings.ContentTypes);
    }

    internal override Outcome Before(Call call)
    {
        var request = HttpRequest.Read(call);
        if (TooLarge(request) is { } large)
            return large.Reply(call);
        if (_settings.Methods is { } methods && !methods.Contains(request.Method))
            return new Problem(405, Detail: $"the method is none of {string.Join(", ", methods)}").Reply(call, new Header("allow", string.Join(", ", methods)));
        var body = request.Body().Length;
        if (body > _settings.BodyBytes)
            return new Problem(413, Detail: $"the body has {body} bytes, and {_settings.BodyBytes} are allowed").Reply(call);
        if (body > 0 && _settings.ContentTypes is { } types && !MediaTypes.IsOne(MediaTypes.WithoutParameters(request.Headers.First("content-type") ?? ""), types))
            return new Problem(415, Detail: $"the content-type of the body is none of {string.Join(", ", types)}").Reply(call, new Header("accept", string.Join(", ", types)));
        return call.Go();
    }

    private Problem? TooLarge(HttpRequest request)
    {
        if (Encoding.UTF8.GetByteCount(request.Target) is var target && target > _settings.TargetBytes)
            return new Problem(414, Detail: $"path and query have {target} bytes, and {_settings.TargetBytes} are allowed");
        if (request.Headers.Lines.Count > _settings.Headers)
            return new Problem(431, Detail: $"there are {request.Headers.Lines.Count} headers, and {_settings.Headers} are allowed");
        var bytes = request.Headers.Lines.Sum(static line => Encoding.UTF8.GetByteCount(line.Name) + Encoding.UTF8.GetByteCount(line.Value));
        return bytes > _settings.HeaderBytes ? new Problem(431, Detail: $"the headers have {bytes} bytes, and {_settings.HeaderBytes} are allowed") : null;
    }
}
