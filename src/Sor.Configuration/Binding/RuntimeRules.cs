namespace Sor.Configuration;

/// <summary>
/// Which keys a runtime needs and which it has no use for. <c>echo</c> takes all of them: changing that one word is how a pipeline is tried.
/// </summary>
internal static class RuntimeRules
{
    public static void Check(string runtime, MapReader reader, SourcePosition position, DiagnosticList diagnostics)
    {
        switch (runtime)
        {
            case RuntimeNames.Python or RuntimeNames.Node:
                CheckModuleHandler(runtime, reader, position, diagnostics);
                Refuse("command", runtime, reader, diagnostics);
                break;
            case RuntimeNames.Prototype:
                Need("handler", runtime, "name what /opt/language-runtime shall load", reader, position, diagnostics);
                Refuse("command", runtime, reader, diagnostics);
                Refuse("interpreter", runtime, reader, diagnostics);
                break;
            case RuntimeNames.Exec or RuntimeNames.Frames:
                Need("command", runtime, "name the program and its arguments, such as [\"./handler\"]", reader, position, diagnostics);
                Refuse("interpreter", runtime, reader, diagnostics);
                break;
        }
    }

    private static void CheckModuleHandler(string runtime, MapReader reader, SourcePosition position, DiagnosticList diagnostics)
    {
        const string Shape = "FILE.NAME without the file's ending, such as app.handle or src/app.handle";
        Need("handler", runtime, $"name what to call: {Shape}", reader, position, diagnostics);
        if (reader.Find("handler") is { Kind: ConfigurationNodeKind.Text } handler && FunctionRules.IsLine(handler.Text) && !FunctionRules.IsModuleHandler(handler.Text))
        {
            diagnostics.Error(
                DiagnosticCodes.BadHandler,
                handler.Position,
                reader.PathOf("handler"),
                $"{Display.Quote(handler.Text)} is no handler of runtime {runtime}",
                $"write {Shape}");
        }
    }

    private static void Need(string key, string runtime, string fix, MapReader reader, SourcePosition position, DiagnosticList diagnostics)
    {
        if (reader.Find(key) is null)
        {
            diagnostics.Error(DiagnosticCodes.KeyNeeded, position, reader.PathOf(key), $"runtime {runtime} needs the key {Display.Quote(key)}", fix);
        }
    }

    private static void Refuse(string key, string runtime, MapReader reader, DiagnosticList diagnostics)
    {
        if (reader.Find(key) is { } value)
        {
            diagnostics.Error(
                DiagnosticCodes.KeyWithoutUse,
                value.Position,
                reader.PathOf(key),
                $"runtime {runtime} has no use for the key {Display.Quote(key)}",
                "remove the key, or change the runtime");
        }
    }
}
