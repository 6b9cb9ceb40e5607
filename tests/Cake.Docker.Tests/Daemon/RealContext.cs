using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;
using Cake.Docker.Tests.Fakes;

namespace Cake.Docker.Tests.Daemon;

/// <summary>A build that finds and starts the real docker, as Cake does.</summary>
internal static class RealContext
{
    public static ICakeContext Create()
    {
        var log = new NullLog();
        var environment = new CakeEnvironment(new CakePlatform(), new CakeRuntime());
        var files = new FileSystem();
        var settings = new CakeConfiguration(new Dictionary<string, string>(StringComparer.Ordinal));
        var resolution = new ToolResolutionStrategy(
            files, environment, new Globber(files, environment), settings, log);
        var tools = new ToolLocator(environment, new ToolRepository(environment), resolution);
        return new ToolContext(
            files, environment, new ProcessRunner(files, environment, log, tools, settings), tools);
    }
}
