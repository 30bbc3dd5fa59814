namespace Sor.Integration.Tests;

/// <summary>The same middleware in each kind that is not built in: it passes the event on, and does something else when the event is <c>"bad"</c>.</summary>
internal static class MiddlewareKinds
{
    /// <summary>Adds it as the innermost.</summary>
    /// <param name="function">The function.</param>
    /// <param name="kind"><c>exec</c>, <c>lines</c>, <c>frames</c> or <c>wasm</c>.</param>
    /// <param name="what"><c>fail</c>: fails in good order; <c>crash</c>: ends without an answer; <c>hang</c>: never answers.</param>
    /// <param name="options">Further members of its entry in <c>sor.json</c>.</param>
    public static FunctionFolder With(this FunctionFolder function, string kind, string what, string options) => kind switch
    {
        "exec" => function.Exec("trouble", Exec(what), options),
        "lines" => function.Executable("middlewares/trouble", Lines(what)).Stage("trouble", "lines", "\"envelope\":true," + options),
        "wasm" => function.File("middlewares/trouble.wat", Wasm(what)).Stage("trouble.wat", "wasm", "\"name\":\"trouble\"," + options),
        _ => function.Frames("trouble", Frames(what), options),
    };

    private static string Exec(string what) => $$"""
        #!/bin/sh
        event=$(cat)
        if [ "$event" = '"bad"' ]; then {{Shell(what, "exit 1")}}; fi
        printf %s "$event"
        """;

    private static string Lines(string what) => $$"""
        #!/bin/sh
        while read -r line; do
            id=$(printf %s "$line" | jq -c .id)
            event=$(printf %s "$line" | jq -c .event)
            if [ "$event" = '"bad"' ]; then
                {{Shell(what, "echo \"{\\\"id\\\":$id,\\\"error\\\":{\\\"errorType\\\":\\\"Bad\\\",\\\"errorMessage\\\":\\\"bad event\\\"}}\"; continue")}}
            fi
            echo "{\"id\":$id,\"event\":$event}"
        done
        """;

    private static string Frames(string what) => RawFrames.Program($$"""
        import os, time
        def invoke(header, body):
            if body == b'"bad"':
                {{what switch
    {
        "crash" => "os.kill(os.getpid(), 9)",
        "hang" => "time.sleep(600)",
        _ => "return send({\"type\": \"error\", \"id\": header[\"id\"], \"errorType\": \"Bad\", \"errorMessage\": \"bad event\"})",
    }}}
            send({"type": "result", "id": header["id"]}, body)
        """);

    private static string Wasm(string what) => WasmModules.PassOn(what switch
    {
        "crash" => "unreachable",
        "hang" => "(loop br 0)",
        _ => "(call $exit (i32.const 3))",
    });

    private static string Shell(string what, string fail) => what switch
    {
        "crash" => "kill -9 $$",
        "hang" => "exec sleep 600",
        _ => fail,
    };
}
