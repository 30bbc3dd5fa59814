using System.Text;
using System.Text.Json;
using Sor.DevServer.Emulation;
using Sor.DevServer.Functions;
using Sor.DevServer.Reporting;

namespace Sor.DevServer.Tests;

/// <summary>A local platform for one test: a folder of its own, a port of its own, the scripted bootstrap.</summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    public const string Name = "hello";

    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private Task _running = Task.CompletedTask;

    private RunningPlatform()
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("sor-test-").FullName;

    public RecordingReporter Reporter { get; } = new();

    public string Endpoint { get; private set; } = "";

    public HttpClient Client => _client;

    /// <summary>Starts it; it need not be ready when this returns.</summary>
    /// <param name="prepare">Puts files into the folder first.</param>
    /// <param name="timeoutMs">Time-out of the function.</param>
    /// <param name="options">Limits of the platform.</param>
    public static async Task<RunningPlatform> StartAsync(Action<string>? prepare = null, int timeoutMs = 30_000, EmulatorOptions? options = null)
    {
        var platform = new RunningPlatform();
        platform.WriteConfiguration(timeoutMs);
        prepare?.Invoke(platform.Folder);
        var bootstrap = Path.Combine(AppContext.BaseDirectory, "Programs", "scripted-bootstrap.py");
        var source = new FolderSource(platform.Folder, bootstrap);
        var serverOptions = new DevServerOptions { Folder = platform.Folder, Bootstrap = bootstrap, Port = 0 };

        // An init limit for machines that are busy with other tests; tests of the limit set their own.
        options ??= new EmulatorOptions { InitLimit = TimeSpan.FromSeconds(60), RetryDelays = [TimeSpan.Zero, TimeSpan.Zero] };
        platform._running = LocalPlatform.RunAsync(serverOptions, source, options, platform.Reporter, platform._stopping.Token);
        platform.Endpoint = (await platform.Reporter.NextAsync<ListeningNotice>()).Endpoint;
        return platform;
    }

    public void WriteConfiguration(int timeoutMs) =>
        Write("sor.json", $$"""{"version":1,"name":"{{Name}}","runtime":"echo","timeoutMs":{{timeoutMs}}}""");

    /// <summary>Writes a file in one step, as editors do: whoever reads it finds the old one or the new one.</summary>
    public void Write(string file, string content)
    {
        var path = Path.Combine(Folder, file);
        File.WriteAllText(path + ".tmp", content);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>Calls the function by the Lambda API.</summary>
    public async Task<Answer> InvokeAsync(string payload, string function = Name, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Endpoint}/2015-03-31/functions/{function}/invocations");
        request.Content = new StringContent(payload, Encoding.UTF8);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await _client.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What the Lambda API answered.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? FunctionError => Headers.GetValueOrDefault("X-Amz-Function-Error");

    public string? ServiceError => Headers.GetValueOrDefault("X-Amzn-ErrorType");

    public string Log => Encoding.UTF8.GetString(Convert.FromBase64String(Headers["X-Amz-Log-Result"]));

    public string? ErrorType => Member("errorType");

    public string? ErrorMessage => Member("errorMessage");

    public string? Member(string name)
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.GetProperty(name).ToString();
    }
}
