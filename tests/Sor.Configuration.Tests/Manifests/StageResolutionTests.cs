namespace Sor.Configuration.Tests;

public sealed class StageResolutionTests
{
    private static readonly StageOptions Stage = new() { Name = "a", Use = "a" };
    private static readonly MiddlewareManifest Frames = new() { Name = "a", Version = "1.0.0", Kind = StageKind.Frames, Phases = Phase.Before | Phase.After };
    private static readonly MiddlewareManifest Lines = Frames with { Kind = StageKind.Lines, Envelope = true, Phases = Phase.Before };

    [Fact]
    public void A_plain_executable_has_the_defaults_of_its_kind()
    {
        Assert.Equal((StageKind.Exec, Phase.Before | Phase.After), KindAndPhases(Resolved(Stage, null)));
        Assert.Equal((StageKind.Lines, Phase.Before), KindAndPhases(Resolved(Stage with { Kind = StageKind.Lines }, null)));
        Assert.True(Resolved(Stage with { Kind = StageKind.Lines, Envelope = true, Security = true }, null).Envelope);
    }

    [Fact]
    public void A_manifest_fills_in_what_the_stage_leaves_open()
    {
        Assert.Equal((StageKind.Frames, Phase.After), KindAndPhases(Resolved(Stage with { Phases = Phase.After }, Frames)));
        Assert.True(Resolved(Stage, Frames with { Shared = true }).Shared);
        Assert.False(Resolved(Stage with { Shared = false }, Frames with { Shared = true }).Shared);
        Assert.True(Resolved(Stage, Lines).Envelope);
    }

    [Fact]
    public void Requests_that_are_not_granted_are_listed()
    {
        var manifest = Frames with { Requests = new CapabilityRequests { Variables = ["A", "B"] } };

        Assert.Equal(["B"], Resolved(Stage with { GrantedVariables = ["A"] }, manifest).UngrantedVariables);
    }

    [Fact]
    public void Rejects_a_stage_that_its_manifest_does_not_allow()
    {
        Refused("SOR1304 p[0].kind", Stage with { Kind = StageKind.Exec }, Frames);
        Refused("SOR1304 p[0].phases", Stage with { Phases = Phase.Error }, Frames);
        Refused("SOR1304 p[0].grants", Stage with { GrantedVariables = ["A"] }, Frames);
        Refused("SOR1302 p[0].config", Stage with { ConfigJson = "{}" }, Frames);
        Refused("SOR1305 p[0].envelope", Stage with { Envelope = false }, Lines);
    }

    [Fact]
    public void A_stage_stands_where_its_form_is()
    {
        var boundary = new MiddlewareManifest { Name = "http", Version = "1.0.0", Kind = StageKind.BuiltIn, Phases = Phase.Before | Phase.After };
        var http = Stage with { Use = "http" };

        _ = Resolved(Stage, Frames with { Expects = PayloadForm.Http }, PayloadForm.Http);
        _ = Resolved(Stage, Frames, PayloadForm.Http);
        _ = Resolved(http, boundary);
        Refused("SOR1304 p[0].use", Stage, Frames with { Expects = PayloadForm.Http });
        Refused("SOR1304 p[0].use", Stage, Frames with { Expects = PayloadForm.CloudEvents }, PayloadForm.Http);
        Refused("SOR1304 p[0].use", http, boundary, PayloadForm.Http);
    }

    [Fact]
    public void Rejects_keys_without_use()
    {
        Refused("SOR1302 p[0].standby", Stage with { Standby = false }, Frames);
        Refused("SOR1302 p[0].standby", Stage with { StandbyDepth = 2 }, Lines);
        Refused("SOR1302 p[0].envelope", Stage with { Envelope = true }, null);
        Refused("SOR1302 p[0].shared", Stage with { Shared = true }, null);
        Refused("SOR1302 p[0].grants", Stage with { GrantedVariables = ["A"] }, null);
        Refused("SOR1302 p[0].grants", Stage with { Kind = StageKind.BuiltIn, GrantedVariables = ["A"] }, null);
        Refused("SOR1302 p[0].onFailure", Stage with { Observe = true, OnFailure = FailurePolicy.Skip }, null);
    }

    [Fact]
    public void Rejects_a_guard_that_could_be_passed()
    {
        Refused("SOR1305 p[0].onFailure", Stage with { Security = true, OnFailure = FailurePolicy.Skip }, Frames);
        Refused("SOR1305 p[0].kind", Stage with { Security = true, Kind = StageKind.Lines }, null);
    }

    private static (StageKind Kind, Phase Phases) KindAndPhases(ResolvedStage stage) => (stage.Kind, stage.Phases);

    private static ResolvedStage Resolved(StageOptions stage, MiddlewareManifest? manifest, PayloadForm form = PayloadForm.Any)
    {
        var result = StageResolution.Resolve(stage, manifest, new StagePlace(null, "p[0]"), form);

        Assert.Empty(result.Diagnostics);
        return Assert.IsType<ResolvedStage>(result.Stage);
    }

    private static void Refused(string problem, StageOptions stage, MiddlewareManifest? manifest, PayloadForm form = PayloadForm.Any)
    {
        var result = StageResolution.Resolve(stage, manifest, new StagePlace("sor.yaml", "p[0]", static _ => new SourcePosition(3, 7)), form);

        Assert.Null(result.Stage);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal((problem, "sor.yaml", 3), ($"{diagnostic.Code} {diagnostic.Key}", diagnostic.File, diagnostic.Position.Line));
    }
}
