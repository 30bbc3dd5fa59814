using System.Globalization;
using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.Cors;

/// <summary>Lets pages of other origins read answers, as the Fetch standard has it.</summary>
internal sealed class CorsStage : HttpStage
{
    private const string Any = "*";
    private const string AllowOrigin = "access-control-allow-origin";
    private const string AllowCredentials = "access-control-allow-credentials";
    private const string ExposeHeaders = "access-control-expose-headers";
    private const string RequestMethod = "access-control-request-method";
    private const string RequestHeaders = "access-control-request-headers";

    private readonly CorsSettings _settings;
    private readonly List<OriginPattern> _origins = [];
    private readonly bool _isAny;
    private readonly string _methods;

    internal CorsStage(CorsSettings settings)
    {
        _settings = settings;
        _methods = string.Join(", ", settings.Methods ?? ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
        foreach (var origin in settings.Origins ?? [Any])
        {
            if (origin == Any)
                _isAny = true;
            else
                _origins.Add(OriginPattern.Parse(origin) ?? throw Refused("origins", $"has \"{origin}\", which is no origin: write scheme://host or scheme://host:port, with *. before the host for its subdomains, or \"*\""));
        }

        if (_isAny && _origins.Count > 0)
            throw Refused("origins", "has \"*\" and others: \"*\" stands for all, keep it alone or leave it out");
        if (_isAny && settings.Credentials)
            throw Refused("credentials", "is true and origins has \"*\": no browser takes that; list the origins that may send credentials");
        if (settings.Credentials && (settings.Headers?.Contains(Any) == true || settings.ExposedHeaders?.Contains(Any) == true || settings.Methods?.Contains(Any) == true))
            throw Refused("credentials", "is true, and then \"*\" in methods, headers or exposedHeaders means nothing to browsers: list them");
        if (settings.MaxAge < 0)
            throw Refused("maxAge", "is less than 0: write seconds");
    }

    internal override Outcome Before(Call call)
    {
        var request = HttpRequest.Read(call);
        var origin = request.Headers.Joined("origin");
        if (request.Method == "OPTIONS" && origin is not null && request.Headers.Has(RequestMethod))
            return Preflight(request, origin).Reply(call);
        if (!_isAny && origin is not null && IsAllowed(origin))
            call.Notes.SetState(origin);
        return call.Go();
    }

    internal override Outcome After(Call call)
    {
        var response = HttpResponse.Read(call);
        Allow(response.Headers, call.StateText());
        return response.Go(call);
    }

    /// <summary>A failure has no headers: they are told to whoever makes an answer of it further out.</summary>
    internal override Outcome Error(Call call)
    {
        var headers = new HeaderList();
        Allow(headers, call.StateText());
        AnswerHeaders.Note(call, headers);
        return call.Go();
    }

    private bool IsAllowed(string origin) => _origins.Exists(pattern => pattern.Matches(origin));

    private HttpResponse Preflight(HttpRequest request, string origin)
    {
        var response = new HttpResponse(204);
        var headers = response.Headers;
        if (_isAny || IsAllowed(origin))
        {
            AllowOriginOf(headers, origin);
            headers.Set("access-control-allow-methods", _methods);
            var allowed = _settings.Headers is { } list ? string.Join(", ", list) : request.Headers.Joined(RequestHeaders);
            if (!string.IsNullOrEmpty(allowed))
                headers.Set("access-control-allow-headers", allowed);
            if (_settings.MaxAge is { } seconds)
                headers.Set("access-control-max-age", seconds.ToString(CultureInfo.InvariantCulture));
        }

        if (!_isAny)
            headers.Vary("origin");
        if (_settings.Headers is null)
            headers.Vary(RequestHeaders);
        return response;
    }

    /// <summary>What the answer to a request says.</summary>
    /// <param name="headers">Of the answer. What the handler says of origins is replaced.</param>
    /// <param name="origin">Whose page asks, if it is allowed.</param>
    private void Allow(HeaderList headers, string? origin)
    {
        headers.Remove(AllowOrigin);
        headers.Remove(AllowCredentials);
        if (_isAny || origin is not null)
        {
            AllowOriginOf(headers, origin ?? Any);
            if (_settings.ExposedHeaders is { Count: > 0 } exposed)
                headers.Set(ExposeHeaders, string.Join(", ", exposed));
        }

        if (!_isAny)
            headers.Vary("origin");
    }

    private void AllowOriginOf(HeaderList headers, string origin)
    {
        headers.Set(AllowOrigin, _isAny ? Any : origin);
        if (_settings.Credentials)
            headers.Set(AllowCredentials, "true");
    }
}
