using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Sor.Configuration;
using Sor.Packaging;
using FunctionFolder = Sor.TestSupport.FunctionFolder;

namespace Sor.Docs.Tests;

/// <summary>Does what a story says, step by step, in a folder of its own, behind the native bootstrap.</summary>
internal sealed class StoryRun(Story story) : IAsyncDisposable
{
    // What that verb does in the end. These tests do not build; they run what has been built.
    private const string RunVerb = "./build.sh run";
    private const string RunVerbCommand = "sor dev examples/hello";

    private readonly FunctionFolder _function = new();
    private BootstrapRun? _bootstrap;
    private DevServer? _server;

    // A file was written under the eyes of the server, which may not have seen it yet.
    private bool _changed;

    private BootstrapRun Running => _bootstrap ?? throw new InvalidDataException("the story has tried no event whose traces could be shown");

    public async Task RunAsync()
    {
        foreach (var fence in story.Fences)
        {
            try
            {
                await StepAsync(fence);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{story.Page.Path}:{fence.Line}: {exception.Message}", exception);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopBootstrapAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _function.Dispose();
    }

    private Task StepAsync(Fence fence) => fence switch
    {
        { File: { } path } => WriteAsync(path, fence.Text),
        _ when fence.Is("build") => BuildAsync(fence.Text),
        _ when fence.Is("try") => TryAsync(fence),
        _ when fence.Is("log") => Traces.SaysAsync(Running, fence.Text),
        _ when fence.Is("record") => Traces.RecordsAsync(Running, fence.Text),
        _ when fence.Is("server") => ServeAsync(fence),
        { Language: "console" } => TypeAsync(Command.Parse(fence.Text)),
        { Attributes.Count: > 0 } => throw new InvalidDataException($"no step is known for {string.Join(' ', fence.Attributes.Keys)}"),
        _ => Task.CompletedTask,
    };

    private async Task WriteAsync(string path, string text)
    {
        await StopBootstrapAsync();
        _changed = _server is not null;
        _ = text.StartsWith("#!", StringComparison.Ordinal) ? _function.Executable(path, text) : _function.File(path, text);
        if (path == "sor.yaml")
        {
            var result = SorYamlReader.Read(Encoding.UTF8.GetBytes(text), path);
            _function.Configuration = Encoding.UTF8.GetString(SorJsonWriter.Write(result.Options ?? throw new InvalidDataException(string.Join('\n', result.Diagnostics))));
        }
    }

    private async Task BuildAsync(string commands)
    {
        await StopBootstrapAsync();
        var (output, status) = (await Shell.RunAsync(_function.Path, [$"set -e\n{commands}"]))[0];
        Assert.True(status == 0, $"ended with status {status}:\n{output}");
    }

    private async Task TryAsync(Fence fence)
    {
        _bootstrap ??= await StartBootstrapAsync(fence);
        foreach (var trial in Trial.Parse(fence.Text))
        {
            var @event = new FakeEvent { Text = trial.Event };
            var answer = await _bootstrap.InvokeAsync(fence.Attributes.TryGetValue("id", out var id) ? @event with { RequestId = id } : @event);
            Assert.True(trial.Fails == answer.IsError && Agrees(trial, answer), $"{trial.Event} was answered with {answer}\ninstead of {trial.Answer}");
        }
    }

    /// <summary>Variables of the environment stand in capitals beside <c>try</c>; the story's folder <c>opt</c>, if there is one, is <c>/opt</c>.</summary>
    private Task<BootstrapRun> StartBootstrapAsync(Fence fence)
    {
        var variables = fence.Attributes.Where(attribute => attribute.Key.All(c => char.IsAsciiLetterUpper(c) || c == '_')).ToDictionary(attribute => attribute.Key, string? (attribute) => attribute.Value);
        Assert.True(variables.Count > 0 || _function.Configuration is not null, "the story has no sor.yaml to try events with");
        _function.Configuration ??= "";
        return BootstrapRun.StartAsync(_function, new BootstrapOptions { Environment = variables, Opt = Directory.Exists(_function["opt"]) ? _function["opt"] : null });
    }

    /// <summary>Answers are equal as JSON; of a failure, the members that are shown.</summary>
    private static bool Agrees(Trial trial, Answer answer)
    {
        using var expected = JsonDocument.Parse(trial.Answer);
        return trial.Fails
            ? expected.RootElement.EnumerateObject().All(member => answer.Json.TryGetProperty(member.Name, out var value) && JsonElement.DeepEquals(member.Value, value))
            : JsonElement.DeepEquals(expected.RootElement, answer.Json);
    }

    private async Task ServeAsync(Fence fence)
    {
        var command = fence.Language == "console" ? Command.Parse(fence.Text).Single() : new Command(fence.Text.TrimEnd('\n'), "");
        var text = command.Text == RunVerb ? RunVerbCommand : command.Text;
        if (text.Split(' ')[^1] is var folder && folder.StartsWith("examples/", StringComparison.Ordinal))
            CopyExample(folder);
        Assert.StartsWith("sor dev", text, StringComparison.Ordinal);
        _server = await DevServer.StartAsync(_function.Path, text.Split(' ')[1..], command.Output.Length == 0 ? "…" : command.Output);
    }

    /// <summary>Pages speak of examples as seen from the root of the repository; the story has a copy, since <c>sor dev</c> leaves its traces there.</summary>
    private void CopyExample(string folder)
    {
        foreach (var path in Repository.Files("*", folder))
        {
            _ = _function.File(path, Repository.Read(path));
            File.SetUnixFileMode(_function[path], File.GetUnixFileMode(Path.Combine(Repository.Root, path)));
        }
    }

    /// <summary>Types commands; after a change of files again and again, as a reader would, until the server has noticed.</summary>
    private async Task TypeAsync(IReadOnlyList<Command> commands)
    {
        var problem = await TypeOnceAsync(commands);
        for (var start = Stopwatch.GetTimestamp(); _changed && problem is not null && Stopwatch.GetElapsedTime(start) < Wait.Limit; problem = await TypeOnceAsync(commands))
        {
        }

        _changed = false;
        Assert.True(problem is null, problem);
    }

    /// <summary>Null when each command has printed what the page says.</summary>
    private async Task<string?> TypeOnceAsync(IReadOnlyList<Command> commands)
    {
        var address = _server?.Address ?? DevServer.UsualAddress;
        var results = await Shell.RunAsync(_function.Path, [.. commands.Select(command => command.Text.Replace(DevServer.UsualAddress, address, StringComparison.Ordinal))]);
        foreach (var (command, (output, status)) in commands.Zip(results))
        {
            var shown = output.Replace(address, DevServer.UsualAddress, StringComparison.Ordinal);
            var complete = shown.Length == 0 || shown.EndsWith('\n') ? shown : $"{shown}\n";
            if (status != 0 || (command.Output.Length == 0 ? complete.Length > 0 : !Pattern.Matches(command.Output, complete)))
                return $"{command.Text}\nended with status {status} and printed\n{shown}\ninstead of\n{command.Output}";
        }

        return null;
    }

    private async Task StopBootstrapAsync()
    {
        if (_bootstrap is null)
            return;
        await _bootstrap.DisposeAsync();
        _bootstrap = null;
    }
}
