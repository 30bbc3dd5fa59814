using Sor.JsonSchema;
using Sor.Middleware;

namespace Validate;

/// <summary>A schema that payloads of one phase must follow.</summary>
/// <param name="schema">The schema.</param>
/// <param name="subject">What is checked, for people.</param>
/// <param name="errorType">Of the failure when it does not follow the schema.</param>
internal sealed class Rule(JsonSchema schema, string subject, string errorType)
{
    /// <summary>The payload as it came, or a failure that lists where it is wrong. Values of the payload are never repeated.</summary>
    internal Outcome Check(Call call)
    {
        var result = schema.Validate(call.Payload);
        if (result.IsValid)
            return call.Go();
        if (!result.IsJson)
            return call.Fail(errorType, $"the {subject} {result.Errors[0].Message}", retry: false);
        return call.Fail(errorType, $"the {subject} is not valid: {string.Join("; ", result.Errors)}{(result.IsCut ? "; and more" : "")}", retry: false);
    }
}
