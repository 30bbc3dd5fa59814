namespace Sor.Configuration;

/// <summary>
/// Brings a stage and the manifest of its middleware together: every rule that needs both. Looks at no file; whether the <c>config</c> keeps the
/// manifest's schema is checked elsewhere.
/// </summary>
public sealed class StageResolution
{
    private readonly StageOptions _stage;
    private readonly MiddlewareManifest? _manifest;
    private readonly StageKind _kind;
    private readonly StagePlace _place;
    private readonly PayloadForm _form;
    private readonly DiagnosticList _diagnostics;

    private StageResolution(StageOptions stage, MiddlewareManifest? manifest, StagePlace place, PayloadForm form)
    {
        (_stage, _manifest, _place, _form) = (stage, manifest, place, form);
        _kind = manifest?.Kind ?? stage.Kind ?? StageKind.Exec;
        _diagnostics = new DiagnosticList(place.File);
    }

    /// <param name="stage">The stage as it is configured.</param>
    /// <param name="manifest">Manifest of its middleware; null: a plain executable, or a built-in without one.</param>
    /// <param name="place">Where the stage is written.</param>
    /// <param name="form">Form of the payloads at its position, see <see cref="BoundaryStages"/>.</param>
    public static StageResolutionResult Resolve(StageOptions stage, MiddlewareManifest? manifest, StagePlace place, PayloadForm form)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(place);
        var resolution = new StageResolution(stage, manifest, place, form);
        var resolved = resolution.Resolve();
        return new StageResolutionResult { Stage = resolution._diagnostics.HasErrors ? null : resolved, Diagnostics = resolution._diagnostics.ToSorted() };
    }

    private ResolvedStage Resolve()
    {
        if (_manifest is not null)
        {
            CheckKind(_manifest);
            CheckPhases(_manifest);
            CheckExpects(_manifest);
            CheckConfiguration(_manifest);
        }

        var resolved = new ResolvedStage
        {
            Options = _stage,
            Manifest = _manifest,
            Kind = _kind,
            Phases = _stage.Phases != Phase.None ? _stage.Phases : _manifest?.Phases ?? StageDefaults.PhasesOf(_kind),
            Envelope = _kind == StageKind.Lines && (_stage.Envelope ?? _manifest?.Envelope ?? false),
            Shared = _kind == StageKind.Frames && (_stage.Shared ?? _manifest?.Shared ?? false),
            UngrantedVariables = _manifest?.Requests.Variables.Where(name => !_stage.GrantedVariables.Contains(name)) ?? [],
        };
        CheckKeysOfKinds();
        CheckLines(resolved);
        CheckSecurity();
        CheckObserver();
        CheckGrants();
        return resolved;
    }

    private void CheckKind(MiddlewareManifest manifest)
    {
        if (_stage.Kind is { } stated && stated != manifest.Kind)
        {
            Report(
                DiagnosticCodes.PackageMismatch,
                "kind",
                $"the package {Display.Quote(manifest.Name)} is of kind {StageKindNames.NameOf(manifest.Kind)}, not {StageKindNames.NameOf(stated)}",
                "remove the key: the package says how it runs");
        }
    }

    private void CheckPhases(MiddlewareManifest manifest)
    {
        if ((_stage.Phases & ~manifest.Phases) is var missing and not Phase.None)
        {
            Report(
                DiagnosticCodes.PackageMismatch,
                "phases",
                $"the package {Display.Quote(manifest.Name)} does not take part in {Display.Join(PhaseList.NamesOf(missing))}",
                "choose among the phases of the package, or remove the key",
                Display.Join(PhaseList.NamesOf(manifest.Phases)));
        }
    }

    private void CheckExpects(MiddlewareManifest manifest)
    {
        if (BoundaryStages.FormInside(_stage.Use) is not null && _form != PayloadForm.Any)
        {
            var form = PayloadFormNames.NameOf(_form);
            Report(DiagnosticCodes.PackageMismatch, "use", $"the payload already has the form {form} here: a pipeline has one boundary", "remove one of the two boundary stages");
        }
        else if (manifest.Expects != PayloadForm.Any && manifest.Expects != _form)
        {
            var form = PayloadFormNames.NameOf(manifest.Expects);
            Report(
                DiagnosticCodes.PackageMismatch,
                "use",
                $"the package {Display.Quote(manifest.Name)} expects the form {form}, and the payload has {(_form == PayloadForm.Any ? "the provider's own" : $"the form {PayloadFormNames.NameOf(_form)}")} here",
                $"put the boundary stage {form} before it");
        }
    }

    private void CheckConfiguration(MiddlewareManifest manifest)
    {
        if (_stage.ConfigJson is not null && manifest.ConfigurationSchema is null)
        {
            Report(DiagnosticCodes.KeyWithoutUse, "config", $"the package {Display.Quote(manifest.Name)} takes no configuration", "remove the key");
        }
    }

    /// <summary>A key counts as given when it says something else than its default.</summary>
    private void CheckKeysOfKinds()
    {
        var defaults = new StageOptions { Name = "", Use = "" };
        var hasStandby = (_stage.Standby, _stage.StandbySettle, _stage.StandbyDepth) != (defaults.Standby, defaults.StandbySettle, defaults.StandbyDepth);
        RefuseKey("standby", hasStandby, StageKind.Exec);
        RefuseKey("envelope", _stage.Envelope is not null, StageKind.Lines);
        RefuseKey("shared", _stage.Shared is not null, StageKind.Frames);
    }

    private void RefuseKey(string key, bool isGiven, StageKind owner)
    {
        if (isGiven && _kind != owner)
        {
            Report(
                DiagnosticCodes.KeyWithoutUse,
                key,
                $"a stage of kind {StageKindNames.NameOf(_kind)} has no use for the key {Display.Quote(key)}, which belongs to kind {StageKindNames.NameOf(owner)}",
                "remove the key");
        }
    }

    private void CheckLines(ResolvedStage resolved)
    {
        if (_kind == StageKind.Lines && !resolved.Envelope && (_manifest is not null || _stage.Security))
        {
            Report(
                DiagnosticCodes.Unsafe,
                _stage.Envelope is null ? "kind" : "envelope",
                $"{(_manifest is null ? "a stage with security: true" : "a package")} of kind lines without an envelope could mix up the answers of two events",
                "write envelope: true, and let the program give back the id of each line");
        }
    }

    private void CheckSecurity()
    {
        if (_stage is { Security: true, OnFailure.Action: FailureAction.Skip })
        {
            Report(
                DiagnosticCodes.Unsafe,
                "onFailure",
                "a stage with security: true would let events pass when it fails",
                "write onFailure: fail, or a reply that refuses");
        }
    }

    private void CheckObserver()
    {
        if (_stage.Observe && _stage.OnFailure != FailurePolicy.Fail)
        {
            Report(
                DiagnosticCodes.KeyWithoutUse,
                "onFailure",
                "a stage with observe: true runs after the answer: its failure changes nothing",
                "remove onFailure, or observe");
        }
    }

    private void CheckGrants()
    {
        if (_manifest is null || _kind == StageKind.BuiltIn)
        {
            if (_stage.GrantedVariables.Count > 0)
            {
                Report(
                    DiagnosticCodes.KeyWithoutUse,
                    "grants",
                    _kind == StageKind.BuiltIn ? "a built-in stage has no environment of its own" : "a plain executable inherits the function's environment: it needs no grants",
                    "remove the key");
            }

            return;
        }

        foreach (var name in _stage.GrantedVariables.Where(name => !_manifest.Requests.Variables.Contains(name)))
        {
            Report(
                DiagnosticCodes.PackageMismatch,
                "grants",
                $"the package {Display.Quote(_manifest.Name)} does not request the variable {Display.Quote(name)}",
                "remove the name from grants",
                _manifest.Requests.Variables.Count == 0 ? null : Display.Join(_manifest.Requests.Variables));
        }
    }

    private void Report(string code, string key, string message, string fix, string? allowed = null) =>
        _diagnostics.Error(code, _place.PositionOf?.Invoke(key) ?? default, KeyPath.Append(_place.Path, key), message, fix, allowed);
}
