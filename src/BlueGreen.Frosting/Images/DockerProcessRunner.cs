using System.ComponentModel;
using System.Diagnostics;
using Cake.Core;
using Cake.Core.IO;

namespace BlueGreen.Frosting.Images;

/// <summary>Starts docker for Cake's tools: its output passes through us, masked, and it ends when we do.</summary>
/// <param name="environment">Where the working directory comes from.</param>
/// <param name="say">Takes each line for people.</param>
/// <param name="time">Counts the time it has for ending by itself.</param>
/// <param name="stopping">Ends what runs.</param>
internal sealed class DockerProcessRunner(
    ICakeEnvironment environment, Action<string> say, TimeProvider time, CancellationToken stopping) : IProcessRunner
{
    private const int MaxLines = 200;
    private readonly Queue<string> _last = new();

    /// <summary>Gets the last lines that docker printed, stdout and stderr.</summary>
    /// <returns>At most 200 lines.</returns>
    public IReadOnlyList<string> LastLines()
    {
        lock (_last)
        {
            return [.. _last];
        }
    }

    /// <inheritdoc/>
    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        ArgumentNullException.ThrowIfNull(filePath);
        ArgumentNullException.ThrowIfNull(settings);
        var folder = settings.WorkingDirectory ?? environment.WorkingDirectory;
        var start = new ProcessStartInfo(filePath.FullPath, settings.Arguments?.Render() ?? string.Empty)
        {
            WorkingDirectory = folder.MakeAbsolute(environment).FullPath,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.EnvironmentVariables?.AsEnumerable() ?? [])
        {
            start.Environment[name] = value;
        }

        var process = StartProcess(start);

        // A question on a terminal would wait for ever in a job.
        process.StandardInput.Close();
        var running = new DockerProcess(process, time, stopping);
        running.Read(settings.RedirectStandardOutput ? null : Tell, settings.Silent ? Keep : Tell);
        return running;
    }

    private static Process StartProcess(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception refused)
        {
            throw new CakeException(
                $"The operating system does not start {start.FileName}: {refused.Message}", refused);
        }
    }

    private void Tell(string line)
    {
        Keep(line);
        say($"    {line}");
    }

    private void Keep(string line)
    {
        lock (_last)
        {
            _last.Enqueue(line);
            if (_last.Count > MaxLines)
            {
                _last.Dequeue();
            }
        }
    }
}
