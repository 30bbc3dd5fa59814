using Sor.HttpStages.Compression;
using Sor.HttpStages.Cors;
using Sor.HttpStages.Errors;
using Sor.HttpStages.JsonBodies;
using Sor.HttpStages.Limits;
using Sor.HttpStages.MethodOverrides;
using Sor.HttpStages.NormalHeaders;
using Sor.HttpStages.SecurityHeaders;
using Sor.Middleware;

namespace Sor.HttpStages;

/// <summary>The middlewares of the family by the names of their packages.</summary>
internal static class HttpStageCatalogue
{
    private static readonly Dictionary<string, Func<Stage, HttpStage>> s_makers = new(StringComparer.Ordinal)
    {
        ["basic-limits"] = static stage => new BasicLimitsStage(stage.Config(SettingsJson.Default.BasicLimitsSettings)),
        ["compress"] = static stage => new CompressStage(stage.Config(SettingsJson.Default.CompressSettings)),
        ["cors"] = static stage => new CorsStage(stage.Config(SettingsJson.Default.CorsSettings)),
        ["errors"] = static stage => new ErrorsStage(stage.Config(SettingsJson.Default.ErrorsSettings)),
        ["json-body"] = static stage => new JsonBodyStage(stage.Config(SettingsJson.Default.JsonBodySettings)),
        ["method-override"] = static stage => new MethodOverrideStage(stage.Config(SettingsJson.Default.MethodOverrideSettings)),
        ["normalise-headers"] = static _ => new NormalHeadersStage(),
        ["security-headers"] = static stage => new SecurityHeadersStage(stage.Config(SettingsJson.Default.SecurityHeadersSettings)),
    };

    internal static IEnumerable<string> Names => s_makers.Keys.Order(StringComparer.Ordinal);

    /// <summary>What makes a stage of the package; null: there is none of the name.</summary>
    internal static Func<Stage, HttpStage>? Find(string name) => s_makers.GetValueOrDefault(name);
}
