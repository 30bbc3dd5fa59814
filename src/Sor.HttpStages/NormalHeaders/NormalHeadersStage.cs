using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.NormalHeaders;

/// <summary>Gives requests and answers headers with small names, each once.</summary>
internal sealed class NormalHeadersStage : HttpStage
{
    internal override Outcome Before(Call call)
    {
        var request = HttpRequest.Read(call);
        return HeaderNormalizer.Run(request.Headers) is { } name
            ? new Problem(400, Detail: $"the request has the header {name} with two values, and it may have one").Reply(call)
            : request.Go(call);
    }

    internal override Outcome After(Call call)
    {
        var response = HttpResponse.Read(call);
        if (HeaderNormalizer.Run(response.Headers) is { } name)
            call.Log($"the answer has the header {name} with two values, and it may have one", LogLevel.Warn);
        return response.Go(call);
    }
}
