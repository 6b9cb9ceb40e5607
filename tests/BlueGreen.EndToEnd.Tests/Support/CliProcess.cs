using System.Diagnostics;
using System.Text;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>A program that runs as a process of its own; killed with the test if it is still there.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    // What a CI system or a developer has set must not reach the program under test.
    private static readonly string[] ForeignPrefixes =
        ["SEMAPHORE", "GITHUB_", "BLUEGREEN_", "COLOR_", "KUBE", "DB_", "APP_", "DOTNET_STARTUP"];

    private readonly StringBuilder _output = new();
    private readonly Lock _lock = new();
    private readonly Process _process;
    private readonly Task _read;
    private readonly string _command;

    private CliProcess(ProcessStartInfo start)
    {
        _command = string.Join(' ', start.ArgumentList.Prepend(Path.GetFileName(start.FileName)));
        _process = Process.Start(start)!;
        _read = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    /// <summary>Gets what it printed until now.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a program.</summary>
    public static CliProcess Start(
        string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> command)
    {
        var words = command.ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ForgetForeign(start);
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new CliProcess(start);
    }

    /// <summary>Takes out of an environment what belongs to this machine's own CI system or cluster.</summary>
    public static void ForgetForeign(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
        {
            start.Environment.Remove(name);
        }
    }

    /// <summary>Waits until it says something.</summary>
    public Task SaysAsync(string word) => SaysAnyAsync(word);

    /// <summary>Waits until it has said one of several words.</summary>
    /// <param name="words">The words.</param>
    public Task SaysAnyAsync(params string[] words) => Eventually.TrueAsync(
        Limit,
        $"{_command} says '{string.Join("' or '", words)}'",
        () => words.Any(word => Output.Contains(word, StringComparison.Ordinal)) || EndedSilently(words[0]));

    /// <summary>Kills it: no line of its code runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Sends a signal, through the shell: the base library knows SIGKILL only.</summary>
    /// <param name="name">Its name, such as <c>TERM</c>.</param>
    public async Task SignalAsync(string name)
    {
        RequireHeard(name);
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<CliResult> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);

        // A child in the background, such as the mini-cluster, must not hold the pipes; if one did, this goes on.
        await Task.WhenAny(_read, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None));
        return new CliResult(_command, _process.ExitCode, Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // A shell without job control starts what is in its background (&) deaf to Ctrl+C, and so is all that it starts.
    private void RequireHeard(string name)
    {
        const int interrupt = 1 << 1;
        var ignored = File.ReadLines($"/proc/{_process.Id}/status")
            .FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        if (name is "INT" && ignored is not null && (Convert.ToInt64(ignored[7..].Trim(), 16) & interrupt) != 0)
        {
            throw new InvalidOperationException("SIGINT is ignored here: run these tests in the foreground.");
        }
    }

    private static bool IsForeign(string name) =>
        name is "CI" || ForeignPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private bool EndedSilently(string word) => _process.HasExited && !Output.Contains(word, StringComparison.Ordinal)
        ? throw new InvalidOperationException($"{_command} ended before it said '{word}':\n{Output}")
        : false;

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lock)
            {
                _output.Append(line).Append('\n');
            }
        }
    }
}
