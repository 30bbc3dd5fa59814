using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages;

/// <summary>One stage of a middleware of the family, with its configuration. What a phase does not change goes on byte for byte.</summary>
internal abstract class HttpStage
{
    /// <summary>Of failures because of a configuration, told before the first event.</summary>
    private const string InvalidConfiguration = "Runtime.InvalidConfiguration";

    /// <summary>Gets a request on its way in.</summary>
    internal virtual Outcome Before(Call call) => call.Go();

    /// <summary>Gets an answer on its way out.</summary>
    internal virtual Outcome After(Call call) => call.Go();

    /// <summary>Gets the failure of what is further in.</summary>
    internal virtual Outcome Error(Call call) => call.Go();

    /// <summary>What a configuration that cannot be used ends the start with.</summary>
    /// <param name="key">The key of <c>config</c>.</param>
    /// <param name="problem">What is wrong with its value, and what is expected.</param>
    protected static FailureException Refused(string key, string problem) => new(InvalidConfiguration, $"config.{key} {problem}", retry: false);

    /// <summary>Refuses a list of content types that has something else in it.</summary>
    protected static void CheckTypes(string key, IReadOnlyList<string>? types)
    {
        if (types?.FirstOrDefault(static type => !MediaTypes.IsType(type)) is { } wrong)
            throw Refused(key, $"has \"{wrong}\", which is no type: write type/subtype, or type/* for all of a type");
    }
}
