using System.Globalization;
using System.Runtime.InteropServices;

namespace Sor.Native.Tests;

public sealed partial class SpawnTests
{
    [Fact]
    public void A_child_gets_exactly_its_arguments_environment_and_directory()
    {
        using var child = Child.Start(new SpawnTemplate("/usr/bin/env", ["env", "sh", "-c", "pwd; echo \"$0 $1\"; env | sort", "a b", "ü"], ["PATH=/usr/bin:/bin", "EMPTY=", "X=1 2"], "/usr"));

        Assert.Equal("/usr\na b ü\nEMPTY=\nPATH=/usr/bin:/bin\nPWD=/usr\nX=1 2\n", child.ReadToEnd().Replace("_=/usr/bin/env\n", "", StringComparison.Ordinal));
        Assert.Equal(new ExitStatus(0, 0), child.WaitForExit());
    }

    [Fact]
    public void A_child_gets_its_descriptors_and_no_others()
    {
        using var leaked = Descriptors.MemoryFile("not for the child"u8);
        using var third = Descriptors.MemoryFile("three"u8);
        using var fourth = Descriptors.MemoryFile("four"u8);

        using var child = Child.Shell("cat <&3; echo; cat <&4; echo; exec ls /proc/self/fd", (third, 3), (fourth, 4));

        // 5 is the folder that is listed.
        Assert.Equal("three\nfour\n0\n1\n2\n3\n4\n5\n", child.ReadToEnd());
        Assert.True(leaked.IsOpen);
    }

    [Fact]
    public void A_child_has_default_signals_and_an_empty_mask_and_leads_its_group()
    {
        using var child = Child.Shell("cut -d' ' -f5 /proc/$$/stat; exec grep -E '^Sig(Ign|Blk)' /proc/self/status");

        // 32 and 33 belong to the C library: no program sets them.
        var lines = child.ReadToEnd().Split('\n');
        Assert.Equal([$"{child.Process.Pid}", "SigBlk:\t0000000000000000"], lines[..2]);
        Assert.Equal(0, long.Parse(lines[2].Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ~0x1_8000_0000);
    }

    [Theory]
    [InlineData("exit 0", 0, 0)]
    [InlineData("exit 80", 80, 0)]
    [InlineData("exit 255", 255, 0)]
    [InlineData("kill -9 $$", 0, 9)]
    [InlineData("kill -15 $$", 0, 15)]
    public void The_exit_status_is_told(string script, int code, int signal)
    {
        using var child = Child.Shell(script);

        Assert.Equal(new ExitStatus(code, signal), child.WaitForExit());
    }

    [Fact]
    public void A_process_that_runs_cannot_be_reaped_yet()
    {
        using var child = Child.Shell("echo started; exec sleep 1000");
        Assert.Equal("started\n", child.Read());

        Assert.False(child.Process.TryReap());
        Assert.Null(child.Process.Status);
    }

    [Fact]
    public void Reaping_twice_keeps_the_status()
    {
        using var child = Child.Shell("exit 7");
        var status = child.WaitForExit();

        Assert.True(child.Process.TryReap());
        Assert.Equal(status, child.Process.Status);
    }

    [Fact]
    public void A_status_that_somebody_else_has_taken_is_no_success()
    {
        using var child = Child.Shell("exit 0");
        Assert.Equal(child.Process.Pid, WaitPid(child.Process.Pid, out _, 0));

        Assert.True(child.Process.TryReap());
        Assert.Equal(ExitStatus.Unknown, child.Process.Status);
        Assert.False(child.Process.Status!.Value.Succeeded);
        Assert.Contains("somebody else", child.Process.Status.Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Killing_the_group_ends_grandchildren_too()
    {
        using var child = Child.Shell("sleep 1000 & echo started; wait");
        Assert.Equal("started\n", child.Read());

        child.Process.KillGroup();

        Assert.Equal(new ExitStatus(0, Signals.Kill), child.WaitForExit());

        // The grandchild held STDOUT: its end is the end of both.
        Assert.Equal("", child.ReadToEnd());
    }

    [Fact]
    public void One_template_starts_many()
    {
        using var template = new SpawnTemplate("/bin/sh", ["sh", "-c", "echo $$"], [], null);
        var pids = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            var (output, childOut) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: false);
            using (output)
            {
                using var process = template.Start([(childOut, 1)]);
                childOut.Dispose();
                var buffer = new byte[100];
                pids.Add(System.Text.Encoding.ASCII.GetString(buffer, 0, Descriptors.Read(output, buffer)));
                while (!process.TryReap())
                    _ = Descriptors.Read(output, buffer);
            }
        }

        Assert.Equal(5, pids.Count);
    }

    [Theory]
    [InlineData("/no/such/file", ErrorNumber.NoEntry)]
    [InlineData("/etc/passwd", ErrorNumber.NotPermitted)]
    [InlineData("/etc", ErrorNumber.NotPermitted)]
    public void What_cannot_be_executed_is_told_at_the_start(string path, int error)
    {
        using var template = new SpawnTemplate(path, [path], [], null);

        var exception = Assert.Throws<NativeException>(() => template.Start([]));

        Assert.Equal(error, exception.Number);
        Assert.StartsWith($"start {path}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_first_line_is_no_program()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, "echo hello\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using var template = new SpawnTemplate(path, [path], [], null);

            Assert.Equal(ErrorNumber.NoExecFormat, Assert.Throws<NativeException>(() => template.Start([])).Number);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0, 0, "exited with status 0", true)]
    [InlineData(3, 0, "exited with status 3", false)]
    [InlineData(0, 9, "was ended by signal 9 (SIGKILL)", false)]
    [InlineData(0, 34, "was ended by signal 34", false)]
    public void An_exit_status_has_words(int code, int signal, string words, bool succeeded)
    {
        var status = new ExitStatus(code, signal);

        Assert.Equal((words, succeeded), (status.ToString(), status.Succeeded));
    }

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitPid(int pid, out int status, int options);
}
