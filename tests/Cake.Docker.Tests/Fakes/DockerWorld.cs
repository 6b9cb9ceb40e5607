using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Docker.Tests.Fakes;

/// <summary>A build whose docker is a file of a temporary folder: what would be started is recorded.</summary>
internal sealed class DockerWorld : IProcessRunner, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("docker-").FullName;

    public DockerWorld()
    {
        var log = new NullLog();
        var environment = new CakeEnvironment(new CakePlatform(), new CakeRuntime());
        var files = new FileSystem();
        var globber = new Globber(files, environment);
        var settings = new CakeConfiguration(new Dictionary<string, string>(StringComparer.Ordinal));
        var resolution = new ToolResolutionStrategy(files, environment, globber, settings, log);
        var tools = new ToolLocator(environment, new ToolRepository(environment), resolution);
        Docker = System.IO.Path.Combine(_folder, "docker");
        File.WriteAllText(Docker, string.Empty);
        tools.RegisterFile(Docker);
        Context = new ToolContext(files, environment, this, tools);
    }

    public string Docker { get; }

    public ICakeContext Context { get; }

    public int ExitCode { get; init; }

    public IReadOnlyList<string> Lines { get; init; } = [];

    public string? Program { get; private set; }

    public string? Arguments { get; private set; }

    public string? Shown { get; private set; }

    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        Program = filePath.FullPath;
        Arguments = settings.Arguments.Render();
        Shown = settings.Arguments.RenderSafe();
        return new RecordedProcess(ExitCode, Lines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
