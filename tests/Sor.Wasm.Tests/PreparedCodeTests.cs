using System.Diagnostics;
using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Wasm.Tests;

/// <summary>Modules that were compiled at build time: taken from a trusted place only, and never if anything about them is wrong.</summary>
public sealed class PreparedCodeTests : IDisposable
{
    private const int KeyDigits = 64;
    private const string Mark = "sor-wasm code 1\n";

    // Below the home folder: what lies in the folder for temporary files is never trusted.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), $".sor-wasm-tests-{Guid.NewGuid():N}")).FullName;

    private readonly string _one;
    private readonly string _two;

    public PreparedCodeTests()
    {
        _one = Module("one", Wat.Say("one"));
        _two = Module("two", Wat.Say("two"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Prepared_code_is_what_runs()
    {
        PutCodeOfTwoInPlaceOfOne();

        using var host = Host();

        // The module says "one": only the file can say this.
        Assert.Equal("two", host.Invoke("one").Text);
        Assert.Equal("", host.Worker.Errors);
    }

    [Fact]
    public void Nothing_is_taken_from_a_folder_that_others_may_write_to()
    {
        PutCodeOfTwoInPlaceOfOne();
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherWrite);

        using var host = Host();

        Assert.Equal("one", host.Invoke("one").Text);
        Assert.Contains($"is not used, the module is compiled anew: others may write to {_folder}", host.Worker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_taken_through_a_link_to_such_a_folder()
    {
        PutCodeOfTwoInPlaceOfOne();
        using var open = new TemporaryFolder();
        var code = CodeOf(_one);
        File.Move(code, open["code"]);
        File.CreateSymbolicLink(code, open["code"]);

        using var host = Host();

        Assert.Equal("one", host.Invoke("one").Text);
        Assert.Contains("others may write to /tmp", host.Worker.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another key", "it is of another engine, configuration or module")]
    [InlineData("changed", "its bytes have changed")]
    [InlineData("cut off", "its bytes have changed")]
    [InlineData("empty", "it is no code file, or is cut off")]
    public void A_wrong_file_is_said_to_be_and_not_used(string what, string message)
    {
        var path = CodeOf(_one);
        var file = File.ReadAllBytes(path);
        switch (what)
        {
            case "another key":
                file[Mark.Length] ^= 1;
                break;
            case "changed":
                file[^1000] ^= 1;
                break;
            case "cut off":
                file = file[..^1];
                break;
            default:
                file = [];
                break;
        }

        File.Delete(path);
        File.WriteAllBytes(path, file);

        using var host = Host();

        Assert.Equal("one", host.Invoke("one").Text);
        Assert.Contains($"{path} is not used, the module is compiled anew: {message}", host.Worker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_compiled_is_named()
    {
        var (status, output) = Compile(Module("broken", "(module"), "--cache", _folder);

        Assert.Equal(1, status);
        Assert.Contains("broken.wat cannot be compiled", output, StringComparison.Ordinal);
        Assert.Equal(2, Compile("--cache", _folder).Status);
    }

    private WasmHost Host() => new WasmHost().With("one", path: _one, more: $$""","cache":"{{JsonEncodedText.Encode(_folder)}}" """);

    private string Module(string name, string wat)
    {
        var path = Path.Combine(_folder, $"{name}.wat");
        File.WriteAllText(path, wat);
        return path;
    }

    /// <summary>Compiles a module and returns the path of its code.</summary>
    private string CodeOf(string module)
    {
        var (status, output) = Compile(module, "--cache", _folder);
        Assert.True(status == 0, output);
        return output.Trim();
    }

    private void PutCodeOfTwoInPlaceOfOne()
    {
        var one = CodeOf(_one);
        var key = File.ReadAllBytes(one).AsSpan(Mark.Length, KeyDigits).ToArray();
        var file = File.ReadAllBytes(CodeOf(_two));
        key.CopyTo(file, Mark.Length);
        File.Delete(one);
        File.WriteAllBytes(one, file);
    }

    private static (int Status, string Output) Compile(params string[] arguments)
    {
        var start = new ProcessStartInfo(Dist.Require("sor-wasm"), ["compile", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(Wait.Limit), "sor-wasm compile does not end");
        return (process.ExitCode, output + errors.Result);
    }
}
