using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>Runs the docker program, found and started as Cake finds and starts every tool.</summary>
/// <typeparam name="TSettings">The options of the command.</typeparam>
/// <param name="context">Where files, environment, processes and tools come from.</param>
internal sealed class DockerRunner<TSettings>(ICakeContext context)
    : Tool<TSettings>(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools)
    where TSettings : AutoToolSettings
{
    /// <summary>Runs a command; its output goes where the process's goes.</summary>
    /// <param name="command">The command's words.</param>
    /// <param name="settings">The options.</param>
    /// <param name="rest">What follows them.</param>
    public void Run(string command, TSettings settings, params IEnumerable<string> rest) =>
        Run(settings, DockerArguments.Of(command, settings, rest));

    /// <summary>Runs a command and reads what it prints.</summary>
    /// <param name="command">The command's words.</param>
    /// <param name="settings">The options.</param>
    /// <param name="rest">What follows them.</param>
    /// <returns>The lines of its stdout.</returns>
    public IReadOnlyList<string> Read(string command, TSettings settings, params IEnumerable<string> rest)
    {
        string[] lines = [];
        Run(
            settings,
            DockerArguments.Of(command, settings, rest),
            new ProcessSettings { RedirectStandardOutput = true },
            process => lines = [.. process.GetStandardOutput()]);
        return lines;
    }

    /// <inheritdoc/>
    protected override string GetToolName() => "Docker";

    /// <inheritdoc/>
    protected override IEnumerable<string> GetToolExecutableNames() => ["docker", "docker.exe"];
}
