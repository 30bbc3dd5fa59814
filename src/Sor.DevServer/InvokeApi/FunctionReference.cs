using Sor.DevServer.Functions;

namespace Sor.DevServer.InvokeApi;

/// <summary>A function as callers name it: by name, partial ARN or ARN, with or without a qualifier.</summary>
internal readonly record struct FunctionReference(string Name, string? Qualifier)
{
    /// <summary>Reads one path segment, decoded once.</summary>
    public static FunctionReference Parse(string segment)
    {
        var parts = segment.Split(':');
        return parts switch
        {
            ["arn", _, "lambda", _, _, "function", var name, .. var rest] => new(name, rest.Length > 0 ? rest[0] : null),
            [_, "function", var name, .. var rest] => new(name, rest.Length > 0 ? rest[0] : null),
            [var name, var qualifier] => new(name, qualifier),
            _ => new(segment, null),
        };
    }

    /// <summary>The ARN as called.</summary>
    public string Arn => FunctionIdentity.ArnOf(Name) + (Qualifier is null ? "" : $":{Qualifier}");
}
