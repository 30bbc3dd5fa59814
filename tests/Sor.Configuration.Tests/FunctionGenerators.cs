using System.Text;
using CsCheck;

namespace Sor.Configuration.Tests;

/// <summary>Random valid functions.</summary>
internal static class FunctionGenerators
{
    private const string NameCharacters = "abcxyzABCXYZ0189_-";

    /// <summary>Characters that escaping and encodings meet with: quotes, controls, line ends, more than one byte, more than one UTF-16 unit.</summary>
    private static readonly Gen<string> FreeText = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 20],
        Pick("", "\"", "\\", "\n", "\r\n", "\t", "\u0001", "\u007f", "ä", "€", "😀", "\u2028", "null", "~", "{}", "<>&'"))
        .Array[0, 3].Select(string.Concat);

    private static readonly Gen<string> Name = Gen.String[Gen.Char[NameCharacters], 1, 64];

    private static readonly Gen<string> StageName = Gen.Select(Gen.Char["aZ9"], Gen.String[Gen.Char[NameCharacters + "."], 0, 20], static (first, rest) => first + rest);

    private static readonly Gen<string> Use = Gen.OneOf(StageName, StageName.Select(static name => "./" + name), StageName.Select(static name => "./middlewares/" + name));

    private static readonly Gen<string?> Config = Gen.Dictionary(FreeText, Json(depth: 3))[0, 3]
        .Select(static members => Encoding.UTF8.GetString(CompactJson.Write(Map(members)))).Null();

    private static readonly Gen<FailurePolicy> Policy = Gen.OneOf(
        Pick(FailurePolicy.Fail, FailurePolicy.Skip),
        Json(depth: 2).Select(static json => new FailurePolicy(FailureAction.Reply, Encoding.UTF8.GetString(CompactJson.Write(json)))),
        Json(depth: 2).Select(static json => new FailurePolicy(FailureAction.Reply, Encoding.UTF8.GetString(CompactJson.Write(json)), "application/problem+json")),
        FreeText.Select(static text => new FailurePolicy(FailureAction.Reply, text, "text/plain; charset=utf-8")));

    private static readonly Gen<StageOptions> Stage =
        from use in Use
        from kind in Gen.Enum<StageKind>()
        from phases in Gen.Int[1, 7]
        from config in Config
        from standby in Gen.Bool
        from settle in Gen.Int[0, 1000]
        from limit in Gen.Int[1, 100 * 1024 * 1024]
        from depth in Gen.Int[1, 16]
        from budget in Gen.Int[1, 900_000].Nullable()
        from onFailure in Policy
        from match in Condition(depth: 3).Null()
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool.Nullable(), Gen.Bool.Nullable())
        from restart in Gen.Select(Gen.Int[1, 1000], Gen.Int[10, 3_600_000], Gen.Int[10, 3_600_000])
        from grants in Name.Select(static text => "G" + text.Replace('-', '_')).HashSet[0, 3]
        select new StageOptions
        {
            Use = kind == StageKind.BuiltIn ? StageReference.DefaultName(use) : use,
            Name = "",
            Kind = kind,
            Phases = (Phase)phases,
            ConfigJson = config,
            Standby = kind != StageKind.Exec || standby,
            StandbySettle = TimeSpan.FromMilliseconds(kind == StageKind.Exec ? settle : 50),
            StandbyDepth = kind == StageKind.Exec ? depth : 1,
            OutputLimitBytes = limit,
            Budget = budget is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            OnFailure = onFailure,
            Match = match,
            Observe = flags.Item1,
            Security = flags.Item2,
            Envelope = flags.Item3,
            Shared = flags.Item4,
            Restart = new RestartOptions
            {
                Failures = restart.Item1,
                Backoff = TimeSpan.FromMilliseconds(Math.Min(restart.Item2, restart.Item3)),
                Limit = TimeSpan.FromMilliseconds(Math.Max(restart.Item2, restart.Item3)),
            },
            GrantedVariables = [.. grants],
        };

    public static Gen<FunctionOptions> Function { get; } =
        from name in Name
        from runtime in Pick([.. RuntimeNames.All])
        from arguments in FreeText.List[0, 3]
        from interpreter in Pick<string?>(null, "python3", "/opt/bin/x")
        from timeout in Gen.Int[1000, 900_000]
        from memory in Gen.Int[128, 10_240]
        from environment in Gen.Dictionary(Name.Select(static text => "V" + text.Replace('-', '_')), FreeText)[0, 4]
        from stages in Stage.Array[0, 5]
        select new FunctionOptions
        {
            Name = name,
            Runtime = runtime,
            Handler = runtime == RuntimeNames.Echo ? null : "app.handle",
            Command = runtime is RuntimeNames.Exec or RuntimeNames.Frames ? ["./server", .. arguments] : [],
            Interpreter = runtime is RuntimeNames.Python or RuntimeNames.Node ? interpreter : null,
            Timeout = TimeSpan.FromMilliseconds(timeout),
            MemoryMb = memory,
            Environment = environment,
            Pipeline = [.. stages.Select(static (stage, index) => stage with { Name = $"s{index}" })],
        };

    private static Gen<MatchCondition> Condition(int depth)
    {
        var attribute = Gen.Select(
            Pick(MatchDialect.Exact, MatchDialect.Prefix, MatchDialect.Suffix),
            Pick([.. MatchAttributes.Known]),
            FreeText,
            static (dialect, name, value) => new MatchCondition(dialect, name, value, []));
        return depth == 0
            ? attribute
            : Gen.OneOf(
                attribute,
                Gen.Select(Pick(MatchDialect.All, MatchDialect.Any), Condition(depth - 1).Array[1, 3], static (dialect, inner) => new MatchCondition(dialect, "", "", inner)),
                Condition(depth - 1).Select(static inner => new MatchCondition(MatchDialect.Not, "", "", [inner])));
    }

    private static Gen<ConfigurationNode> Json(int depth)
    {
        var scalar = Gen.OneOf(
            FreeText.Select(static text => Scalar(ConfigurationNodeKind.Text, text)),
            Pick("0", "-1", "1.50", "1e400", "12345678901234567890").Select(static text => Scalar(ConfigurationNodeKind.Number, text)),
            Pick("true", "false").Select(static text => Scalar(ConfigurationNodeKind.Boolean, text)),
            Gen.Const(Scalar(ConfigurationNodeKind.Null, "null")));
        return depth == 0
            ? scalar
            : Gen.OneOf(
                scalar,
                Json(depth - 1).List[0, 3].Select(static items => ConfigurationNode.List(items, default)),
                Gen.Dictionary(FreeText, Json(depth - 1))[0, 3].Select(Map));
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static ConfigurationNode Scalar(ConfigurationNodeKind kind, string text) => ConfigurationNode.Scalar(kind, text, default);

    private static ConfigurationNode Map(Dictionary<string, ConfigurationNode> members) =>
        ConfigurationNode.Map([.. members.Select(static member => new ConfigurationMember(member.Key, default, member.Value))], default);
}
