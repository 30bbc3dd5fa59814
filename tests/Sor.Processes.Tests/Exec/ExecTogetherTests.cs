using Sor.Configuration;

namespace Sor.Processes.Tests;

/// <summary>Several invocations of one executable at the same time, as a batch has them.</summary>
public sealed class ExecTogetherTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);

    [Fact]
    public void Contexts_that_do_not_fit_into_a_pipe_stay_apart()
    {
        using var host = new LoopHost();
        using var program = Exec(host, "while [ ! -e go ]; do sleep 0.01; done; cat > /dev/null; cat <&3");
        host.Run(async () =>
        {
            var texts = "abc".Select(letter => new string(letter, 3_000_000)).ToList();
            var calls = texts.Select(text => program.RunAsync(Phase.Before, With(text)).AsTask()).ToList();
            File.WriteAllText(host["go"], "");
            var answers = await Task.WhenAll(calls);
            for (var i = 0; i < answers.Length; i++)
                Assert.Contains($"\"{texts[i]}\"", answers[i].Text(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Nobody_is_blamed_with_the_words_of_another()
    {
        using var host = new LoopHost();
        using var program = Exec(host, """
            read -r what
            if [ "$what" = speak ]; then
                echo 'a secret of the other' >&2
                : > spoken
                while [ ! -e go ]; do sleep 0.01; done
                echo 1
            else
                while [ ! -e spoken ]; do sleep 0.01; done
                [ "$what" = quiet ] || echo 'own words' >&2
                exit 3
            fi
            """);
        host.Run(async () =>
        {
            var other = program.RunAsync(Phase.Before, Calls.Of("speak\n", s_long)).AsTask();
            var failure = (await program.RunAsync(Phase.Before, Calls.Of("quiet\n", s_long))).Failed("Runtime.StageFailed", "exited with status 3", isBreakdown: false);
            Assert.DoesNotContain("secret", failure.ErrorMessage, StringComparison.Ordinal);
            File.WriteAllText(host["go"], "");
            _ = (await other).Text();

            // Alone again, they are known to be its own.
            _ = (await program.RunAsync(Phase.Before, Calls.Of("fail\n", s_long))).Failed("Runtime.StageFailed", "own words", isBreakdown: false);
        });
    }

    [Fact]
    public void One_of_several_does_not_hold_up_the_loop_for_a_moment()
    {
        using var host = new LoopHost();
        using var program = Exec(host, "cat");
        host.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var invocation = Calls.Of("1", s_long);
                var call = program.RunAsync(Phase.Before, invocation with { Context = invocation.Context.Child(isConcurrent: true) });
                Assert.False(call.IsCompleted);
                Assert.Equal("1", (await call).Text());
            }
        });
    }

    private static ExecProgram Exec(LoopHost host, string script) =>
        new(host.Host, new StageOptions { Name = "tool", Use = "./tool", Kind = StageKind.Exec, Phases = Phase.Before }, [host.Program("tool", $"#!/bin/sh\n{script}\n")]);

    private static Invocation With(string clientContext)
    {
        var invocation = Calls.Of("1", s_long);
        return invocation with { Context = new InvocationContext { RequestId = "r", Trigger = "test", ClientContext = $"\"{clientContext}\"" } };
    }
}
