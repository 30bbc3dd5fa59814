using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.Errors;

/// <summary>Answers failures of what is further in as <c>application/problem+json</c>.</summary>
internal sealed class ErrorsStage : HttpStage
{
    private const int InternalError = 500;

    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal) { ["input"] = 400, ["timeout"] = 504, ["overload"] = 503 };
    private readonly ErrorRules _rules = new();
    private readonly bool _exposes;

    internal ErrorsStage(ErrorsSettings settings)
    {
        _exposes = settings.Expose;
        foreach (var (name, status) in settings.Classes ?? new Dictionary<string, int>())
        {
            if (name is not ("input" or "stage" or "handler" or "timeout" or "overload" or "internal"))
                throw Refused($"classes.{name}", "is no class of failures: there are input, stage, handler, timeout, overload and internal");
            if (status is < 400 or > 599)
                throw Refused($"classes.{name}", "is no status of an error: 400 to 599");
            _classes[name] = status;
        }

        foreach (var (type, value) in settings.Types ?? new Dictionary<string, System.Text.Json.JsonElement>())
        {
            if (_rules.Add(type, value) is { } problem)
                throw Refused($"types[\"{type}\"]", problem);
        }
    }

    internal override Outcome Error(Call call)
    {
        var failure = FailureFacts.Read(call.Payload);
        var rule = _rules.Find(failure.ErrorType);
        var status = rule?.Status ?? _classes.GetValueOrDefault(failure.Class, InternalError);

        // Nobody else tells it: the invocation counts as a success from here on.
        call.Log($"answered with status {status}: {failure.ErrorType}: {failure.Message}", status >= InternalError ? LogLevel.Error : LogLevel.Warn);
        var isTold = (rule?.Expose ?? _exposes) && failure.Message.Length > 0;
        var response = new Problem(status, rule?.Title, isTold ? failure.Message : null, rule?.Type).ToResponse(call);
        AnswerHeaders.Add(call, response.Headers);
        return response.Reply(call);
    }
}
