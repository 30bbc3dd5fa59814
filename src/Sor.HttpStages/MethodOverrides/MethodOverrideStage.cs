using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.MethodOverrides;

/// <summary>Gives a POST the method that its sender could not use.</summary>
internal sealed class MethodOverrideStage : HttpStage
{
    private const string Overridden = "POST";

    private readonly MethodOverrideSettings _settings;
    private readonly IReadOnlyList<string> _methods;

    internal MethodOverrideStage(MethodOverrideSettings settings)
    {
        _settings = settings;
        _methods = settings.Methods ?? ["PUT", "PATCH", "DELETE"];
        if (_settings.Header.Length > 0 && !HeaderSyntax.IsName(settings.Header))
            throw Refused("header", $"is \"{settings.Header}\", which is no name of a header");
        if (_settings is { Header: "", Query: "" })
            throw Refused("header", "and config.query are both empty: nothing names a method; keep one of them");
        if (_methods.FirstOrDefault(static method => !HeaderSyntax.IsName(method) || method.Any(char.IsAsciiLetterLower)) is { } wrong)
            throw Refused("methods", $"has \"{wrong}\", which is no method in capital letters");
    }

    internal override Outcome Before(Call call)
    {
        var request = HttpRequest.Read(call);
        if (request.Method != Overridden || (Taken(request) ?? TakenFromQuery(request)) is not { } named)
            return call.Go();
        var method = named.Trim(' ', '\t').ToUpperInvariant();
        if (!_methods.Contains(method))
            return new Problem(400, Detail: $"a POST may become {string.Join(", ", _methods)}, not what the request names").Reply(call);
        call.Notes.Attributes.Set("originalMethod", request.Method);
        request.SetMethod(method);
        _ = TakenFromQuery(request);
        return request.Go(call);
    }

    private string? Taken(HttpRequest request)
    {
        if (_settings.Header.Length == 0 || request.Headers.Joined(_settings.Header) is not { } value)
            return null;
        request.Headers.Remove(_settings.Header);
        return value;
    }

    /// <summary>The first value of the parameter, which is taken out of the query; all other parameters stay as they are.</summary>
    private string? TakenFromQuery(HttpRequest request)
    {
        if (_settings.Query.Length == 0 || request.Query.Length == 0)
            return null;
        var rest = new List<string>();
        string? found = null;
        foreach (var parameter in request.Query.Split('&'))
        {
            var end = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = Decoded(end < 0 ? parameter : parameter[..end]);
            if (name == _settings.Query)
                found ??= end < 0 ? "" : Decoded(parameter[(end + 1)..]);
            else
                rest.Add(parameter);
        }

        if (found is not null)
            request.SetQuery(string.Join('&', rest));
        return found;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
