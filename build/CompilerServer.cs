using System.Globalization;
using BlueGreen.Frosting;
using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Common.Tools.DotNet.MSBuild;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>
/// One compiler for all projects of a build. A compiler of its own for each project makes the machine code of all
/// analyzers anew each time, which was half of what a whole build took. It answers to this run only, whatever the
/// machine's settings for such servers are, and ends with it; killed half-way, it ends after ten idle minutes.
/// </summary>
/// <seealso href="https://github.com/dotnet/roslyn/blob/main/docs/compilers/Compiler%20Server.md"/>
internal sealed class CompilerServer(BlueGreenContext context) : IDisposable
{
    private readonly string _pipe = string.Create(
        CultureInfo.InvariantCulture, $"bluegreen-{System.Environment.ProcessId}");

    /// <summary>Lets a build use it; the first that does starts it.</summary>
    /// <param name="settings">The build's settings.</param>
    public void Serve(DotNetMSBuildSettings settings) => settings
        .WithProperty("UseSharedCompilation", "true")
        .WithProperty("SharedCompilationId", _pipe);

    /// <summary>Ends it, where it runs. One that does not end is told of, and fails nothing.</summary>
    public void Dispose()
    {
        var exitCode = context.StartProcess("dotnet", new ProcessSettings
        {
            Arguments = new ProcessArgumentBuilder()
                .AppendQuoted(Program().FullPath).Append("-shutdown").Append($"-pipename:{_pipe}"),
        });
        if (exitCode != 0)
        {
            context.Warning($"The compiler server {_pipe} was not ended ({exitCode}); it ends after ten idle minutes.");
        }
    }

    private FilePath Program()
    {
        context.StartProcess(
            "dotnet",
            new ProcessSettings
            {
                Arguments = "msbuild build/Build.csproj -getProperty:RoslynTargetsPath",
                RedirectStandardOutput = true,
            },
            out var output);
        return new DirectoryPath(string.Concat(output).Trim()).CombineWithFilePath("bincore/VBCSCompiler.dll");
    }
}
