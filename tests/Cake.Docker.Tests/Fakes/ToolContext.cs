using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Docker.Tests.Fakes;

/// <summary>The part of a build's context that tools use; the rest is not there.</summary>
internal sealed class ToolContext(
    IFileSystem files, ICakeEnvironment environment, IProcessRunner processes, IToolLocator tools) : ICakeContext
{
    public IFileSystem FileSystem => files;

    public ICakeEnvironment Environment => environment;

    public IProcessRunner ProcessRunner => processes;

    public IToolLocator Tools => tools;

    public IGlobber Globber => null!;

    public ICakeLog Log => null!;

    public ICakeArguments Arguments => null!;

    public IRegistry Registry => null!;

    public ICakeDataResolver Data => null!;

    public ICakeConfiguration Configuration => null!;

    public IToolInstaller ToolInstaller => null!;

    public IServiceProvider ServiceProvider => null!;
}
