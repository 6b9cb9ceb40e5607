using Cake.Core.IO;

namespace Cake.Docker.Tests.Fakes;

/// <summary>A process that ends at once with the exit code and the lines it was given.</summary>
internal sealed class RecordedProcess(int exitCode, IReadOnlyList<string> lines) : IProcess
{
    public void WaitForExit()
    {
    }

    public bool WaitForExit(int milliseconds) => true;

    public int GetExitCode() => exitCode;

    public IEnumerable<string> GetStandardError() => [];

    public IEnumerable<string> GetStandardOutput() => lines;

    public void Kill()
    {
    }

    public void Dispose()
    {
    }
}
