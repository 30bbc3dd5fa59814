namespace Sor.Assumptions.Tests;

/// <summary>The middleware as a program of its own, in the native bootstrap.</summary>
internal sealed class NativeSubject : ISubject
{
    private readonly FunctionFolder _function;
    private readonly BootstrapRun _run;

    private NativeSubject(FunctionFolder function, BootstrapRun run)
    {
        _function = function;
        _run = run;
    }

    public int Handled => _function.Read("handled.log").Split('\n').Length - 1;

    public static Task<NativeSubject> StartShellAsync(Middleware middleware, string config) =>
        StartAsync(function => function.Exec(middleware.Name, Programs.Read($"{middleware.Name}/stage.sh"), Options(middleware, config)));

    public static Task<NativeSubject> StartPythonAsync(Middleware middleware, string config) =>
        StartAsync(function => function.Frames(middleware.Name, Programs.Read($"{middleware.Name}/stage.py"), Options(middleware, config)));

    public async Task<Reply> InvokeAsync(byte[] @event, string contentType, string requestId) =>
        Reply.Of(await _run.InvokeAsync(new FakeEvent { Body = @event, ContentType = contentType, RequestId = requestId }));

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        _function.Dispose();
    }

    private static async Task<NativeSubject> StartAsync(Action<FunctionFolder> addStage)
    {
        var function = new FunctionFolder().Executable("handler.sh", Programs.Read("handler.sh")).Handler("""
            "runtime":"exec","command":["./handler.sh"]
            """);
        addStage(function);
        return new NativeSubject(function, await BootstrapRun.StartAsync(function));
    }

    private static string Options(Middleware middleware, string config) =>
        $"\"config\":{config},\"phases\":[{string.Join(',', middleware.Phases.Select(static phase => $"\"{PhaseNames.NameOf(phase)}\""))}]";
}
