using System.Diagnostics;

namespace Sor.Integration.Tests;

/// <summary>Programs in C: the contracts need nothing but system calls.</summary>
public sealed class NativeProgramTests
{
    [Fact]
    public async Task An_executable_in_C_serves_both_phases()
    {
        using var function = new FunctionFolder().Stage("pass");
        Compile(function, "pass", """
            #include <unistd.h>
            int main(int argc, char **argv)
            {
                char buffer[65536];
                ssize_t n;
                if (argc != 2) return 2;
                while ((n = read(0, buffer, sizeof buffer)) > 0)
                    for (ssize_t done = 0, w; done < n; done += w)
                        if ((w = write(1, buffer + done, n - done)) < 0) return 1;
                return n < 0;
            }
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        var body = Payloads.OfSize(1_048_576);

        var answer = await run.InvokeAsync(new FakeEvent { Body = body, ContentType = Payloads.Bytes });

        Assert.False(answer.IsError, answer.ToString());
        Assert.Equal(body, answer.Body);
    }

    [Fact]
    public async Task A_persistent_middleware_and_a_handler_in_C_speak_frames()
    {
        const string Source = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <unistd.h>

            static long member(const char *line, const char *name)
            {
                char *at = strstr(line, name);
                return at ? strtol(at + strlen(name), 0, 10) : 0;
            }

            int main(void)
            {
                FILE *in = fdopen(dup(atoi(getenv("SOR_CHANNEL_FD"))), "r"), *out = fdopen(atoi(getenv("SOR_CHANNEL_FD")), "w");
                char *line = 0, *body = 0;
                size_t room = 0;
                if (getline(&line, &room, in) < 0) return 1;
                fputs("{\"type\":\"ready\",\"version\":1}\n", out);
                fflush(out);
                while (getline(&line, &room, in) > 0) {
                    char *end = line + strlen(line);
                    long id = member(line, "\"id\":"), length;
                    while (strncmp(end, "\"length\":", 9)) end--;
                    length = member(end, "\"length\":");
                    body = realloc(body, length + 1);
                    if (fread(body, 1, length, in) != (size_t)length) return 1;
                    if (strncmp(line, "{\"type\":\"invoke\"", 16)) return 0;
                    fprintf(out, "{\"type\":\"result\",\"id\":%ld,\"contentType\":\"application/octet-stream\",\"length\":%ld}\n", id, length);
                    fwrite(body, 1, length, out);
                    fflush(out);
                }
                return 0;
            }
            """;
        using var function = new FunctionFolder().Stage("pass", "frames").Handler("""
            "runtime":"frames","command":["./middlewares/pass"]
            """);
        Compile(function, "pass", Source);
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var size in Payloads.Sizes)
        {
            var body = Payloads.OfSize(size);
            var answer = await run.InvokeAsync(new FakeEvent { Body = body, ContentType = Payloads.Bytes });
            Assert.False(answer.IsError, answer.ToString());
            Assert.True(body.AsSpan().SequenceEqual(answer.Body));
        }
    }

    private static void Compile(FunctionFolder function, string name, string source)
    {
        const string Compiler = "/usr/bin/gcc";
        Assert.SkipUnless(System.IO.File.Exists(Compiler), "there is no C compiler here");
        _ = function.File($"{name}.c", source).File("middlewares/.keep", "");
        using var compiler = Process.Start(Compiler, ["-O1", "-o", function[$"middlewares/{name}"], function[$"{name}.c"]]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
    }
}
