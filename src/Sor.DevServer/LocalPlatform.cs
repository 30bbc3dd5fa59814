using Sor.Configuration;
using Sor.DevServer.Emulation;
using Sor.DevServer.Functions;
using Sor.DevServer.Hosting;
using Sor.DevServer.HttpFront;
using Sor.DevServer.InvokeApi;
using Sor.DevServer.Reporting;
using Sor.DevServer.Watching;

namespace Sor.DevServer;

/// <summary>
/// Plays the platform for one function: starts the real <c>bootstrap</c>, serves the Runtime API to it, and the Lambda API
/// and plain HTTP to everybody on this machine.
/// </summary>
public static class LocalPlatform
{
    /// <summary>Serves until cancelled; everything that was started has ended when it returns.</summary>
    /// <returns>What keeps it from serving at all; else empty.</returns>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(DevServerOptions options, TextWriter output, CancellationToken stopping)
    {
        var (source, problems) = await FunctionSources.OpenAsync(options);
        if (source is null)
            return problems;
        var lines = new LineOutput(output);
        IDevReporter reporter = options.Json
            ? new JsonReporter(lines, TimeProvider.System)
            : new TextReporter(lines, options.UseColor, TimeProvider.System);
        using (source)
            await RunAsync(options, source, new EmulatorOptions(), reporter, stopping);
        return [];
    }

    internal static async Task RunAsync(
        DevServerOptions options, IFunctionSource source, EmulatorOptions emulatorOptions, IDevReporter reporter, CancellationToken stopping)
    {
        var time = TimeProvider.System;
        var emulator = new FunctionEmulator(source, emulatorOptions, reporter, time);
        var asyncCalls = new AsyncCalls(emulator, emulatorOptions, reporter, time, stopping);
        var endpoint = new DevEndpoint(new InvokeApiHandler(emulator, asyncCalls), new HttpFrontHandler(emulator, time));
        var server = options.Port == 0 ? null : await LoopbackServer.TryStartAsync(options.Port, endpoint.HandleAsync, DevEndpoint.SetLimits);
        if (server is null && options.Port != 0)
            reporter.Report(new WarningNotice($"port {options.Port} is busy: another one is taken"));
        server ??= await LoopbackServer.StartAnywhereAsync(endpoint.HandleAsync, DevEndpoint.SetLimits);
        var address = $"http://127.0.0.1:{server.Port}";
        await using (server)
        {
            using var watcher = source.WatchedFolder is { } folder ? new CodeWatcher(folder, emulator.NoteChange, reporter, time) : null;
            var isKnown = EndpointFile.TryWrite(options.Folder, address);
            reporter.Report(new ListeningNotice(address, emulator.Setup?.Options.Name ?? "function"));
            if (!isKnown)
                reporter.Report(new WarningNotice($"{options.Folder} cannot be written to: sor invoke needs --endpoint {address}"));
            try
            {
                await emulator.RunAsync(stopping);
            }
            finally
            {
                EndpointFile.Remove(options.Folder, address);
            }

            reporter.Report(new StoppingNotice());
            await asyncCalls.FinishAsync();
        }
    }
}
