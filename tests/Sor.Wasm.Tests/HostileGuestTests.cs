using Sor.TestSupport;

namespace Sor.Wasm.Tests;

/// <summary>Whatever a guest does, its stage fails with a clear error, and the next event is served by the same process.</summary>
public sealed class HostileGuestTests
{
    private const int Soon = 200;
    private const int Later = 60_000;

    public static TheoryData<string, string, string, string> Guests => new()
    {
        { "trap", Wat.Program("unreachable"), "Runtime.StageFailed", "unreachable" },
        { "bounds", Wat.Program("(drop (i32.load (i32.const -4)))"), "Runtime.StageFailed", "out of bounds memory access" },
        { "division", Wat.Program("(drop (i32.div_u (i32.const 1) (i32.load (i32.const 0))))"), "Runtime.StageFailed", "divide by zero" },
        { "recursion", Wat.Program("(call $deep)", "(func $deep (call $deep))"), "Runtime.StageFailed", "stack" },
        { "loop", Wat.EndlessLoop, "Runtime.StageTimeout", "\"loop\" was stopped in phase before" },
        { "start", Wat.Program("", "(func $init (loop $again (br $again))) (start $init)"), "Runtime.StageTimeout", "its time was over" },
        { "sleep", Wat.Program(Sleep), "Runtime.StageTimeout", "its time was over" },
        { "growth", Wat.Program("(loop $more (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) unreachable"), "Runtime.StageFailed", "unreachable" },
        { "memory", Wat.Program("", memory: "2000"), "Runtime.StageFailed", "memory" },
        { "output", Wat.Program(Flood("$write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)")), "Runtime.StageOutputTooLarge", "6291556 bytes" },
        { "notes", Wat.Program("(loop $more (call $note (i32.const 1024) (i32.const 65536)) (br $more))"), "Runtime.StageFailed", "noted more than 98304 bytes" },
        { "log", Wat.Program(Flood("$write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)")), "Runtime.StageTimeout", "its time was over" },
        { "import", """(module (import "env" "system" (func (param i32))) (memory (export "memory") 1) (func (export "_start")))""", "Runtime.StageFailed", "\"env.system\"" },
        { "type", """(module (import "wasi_snapshot_preview1" "fd_write" (func (param i64))) (memory (export "memory") 1) (func (export "_start")))""", "Runtime.StageFailed", "fd_write" },
        { "library", """(module (memory (export "memory") 1) (func (export "run")))""", "Runtime.StageFailed", "\"_start\"" },
        { "threads", """(module (memory (export "memory") 1 2 shared) (func (export "_start")))""", "Runtime.StageFailed", "threads" },
        { "tables", Wat.Program("", "(table 1000000 funcref)"), "Runtime.StageFailed", "table" },
        { "nothing", "(module", "Runtime.StageFailed", "expected" },
    };

    // One subscription of the monotonic clock, an hour.
    private const string Sleep = """
        (i32.store (i32.const 1040) (i32.const 1))
        (i64.store (i32.const 1048) (i64.const 3600000000000))
        (drop (call $poll (i32.const 1024) (i32.const 2048) (i32.const 1) (i32.const 0)))
        """;

    [Theory]
    [MemberData(nameof(Guests))]
    public void A_bad_guest_fails_its_stage_and_nothing_else(string name, string wat, string errorType, string message)
    {
        using var host = new WasmHost().With(name, wat).With("good", Wat.Echo);

        var answer = host.Invoke(name, more: WasmHost.DueIn(errorType == "Runtime.StageTimeout" ? Soon : Later));

        Assert.Equal(("error", errorType), (answer.Type, answer["errorType"]));
        Assert.Contains(message, answer["errorMessage"], StringComparison.Ordinal);
        Assert.Contains($"\"{name}\"", answer["errorMessage"], StringComparison.Ordinal);
        Assert.Equal("""{"next":1}""", host.Invoke("good", """{"next":1}""").Text);
        Assert.Equal(0, host.Worker.Shutdown());
    }

    [Fact]
    public void A_file_that_is_no_module_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["text.wasm"], "hello");
        using var host = new WasmHost().With("text", path: folder["text.wasm"]).With("gone", path: folder["gone.wasm"]).With("good", Wat.Echo);

        Assert.Contains($"{folder["text.wasm"]} is not WebAssembly", host.Invoke("text")["errorMessage"], StringComparison.Ordinal);
        Assert.Contains($"{folder["gone.wasm"]} cannot be read", host.Invoke("gone")["errorMessage"], StringComparison.Ordinal);
        Assert.Equal("{}", host.Invoke("good").Text);
        Assert.Contains("stage \"text\" cannot run", host.Worker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_guests_do_not_keep_others_from_running()
    {
        using var host = new WasmHost().With("loop", Wat.EndlessLoop).With("good", Wat.Echo);
        const int Loops = 4;
        var loops = new List<int>();
        for (var count = 0; count < Loops; count++)
            loops.Add(host.Worker.SendInvoke("{}"u8.ToArray(), "loop", more: WasmHost.DueIn(5_000)));

        // Answered while all the loops are running: otherwise one of theirs would come first.
        Assert.Equal("{}", host.Invoke("good").Text);

        var ended = loops.Select(_ => host.Worker.Receive()!.Header.GetProperty("id").GetInt32()).Order();
        Assert.Equal(loops, ended);
    }

    [Fact]
    public void Addresses_outside_of_the_memory_are_refused()
    {
        // The number that fd_write returns, as a digit pair: 21, a bad address.
        using var host = new WasmHost().With("wild", Wat.Program($"""
            (i32.store (i32.const 0) (i32.const -16))
            (i32.store (i32.const 4) (i32.const 64))
            {Exit("(call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))")}
            """));

        Assert.Contains("status 21", host.Invoke("wild")["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_files()
    {
        var open = "(call $open (i32.const 3) (i32.const 0) (i32.const 1024) (i32.const 4) (i32.const 0) (i64.const -1) (i64.const -1) (i32.const 0) (i32.const 8))";
        using var host = new WasmHost().With("thief", Wat.Program(Exit(open), "(data (i32.const 1024) \"/etc\")"));

        // 8: no such descriptor, for there is no folder to begin with.
        Assert.Contains("status 8", host.Invoke("thief")["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_has_the_memory_that_its_settings_give_it()
    {
        const string Grow = "(br_if 0 (i32.ne (memory.grow (i32.const 1500)) (i32.const -1))) unreachable";
        using var host = new WasmHost().With("small", Wat.Program(Grow)).With("large", Wat.Program(Grow), more: ""","memoryMb":128""").With("wrong", Wat.Echo, more: ""","memoryMb":4096""");

        Assert.Contains("unreachable", host.Invoke("small")["errorMessage"], StringComparison.Ordinal);
        Assert.Equal("result", host.Invoke("large", "").Type);
        Assert.Contains("wasm.memoryMb is 4096, it must be a whole number from 1 to 1024", host.Invoke("wrong")["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public void Guests_that_fill_all_their_memory_leave_none_of_it_to_the_next()
    {
        const string Fill = "(loop $more (memory.fill (i32.const 65536) (i32.const 1) (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 65536))) (br_if $more (i32.ne (memory.grow (i32.const 100)) (i32.const -1)))) unreachable";
        const string Look = "(drop (memory.grow (i32.const 800))) (if (i32.load (i32.const 50000000)) (then unreachable))";
        using var host = new WasmHost().With("bomb", Wat.Program(Fill)).With("next", Wat.Program(Look));
        for (var count = 0; count < 20; count++)
        {
            Assert.Equal("error", host.Invoke("bomb").Type);
            Assert.Equal("result", host.Invoke("next", "").Type);
        }
    }

    private static string Exit(string status) => $"(call $exit {status})";

    private static string Flood(string call) => $"""
        (i32.store (i32.const 0) (i32.const 1024))
        (i32.store (i32.const 4) (i32.const 65536))
        (loop $more (drop (call {call})) (br $more))
        """;
}
