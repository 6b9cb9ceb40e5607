using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting.Tests.Fakes;
using Xunit;

namespace Cake.Frosting.Tests;

/// <summary>Working directory, verbosity, and which layer of the configuration wins.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private const string Variable = "CAKE_FROSTING_STAND_IN";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("frosting-");
    private readonly string _before = Directory.GetCurrentDirectory();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(false, false, false, "setting")]
    [InlineData(true, false, false, "environment")]
    [InlineData(true, true, false, "file")]
    [InlineData(true, true, true, "argument")]
    public void Configuration_LastLayerWins(bool environment, bool file, bool argument, string expected)
    {
        using var run = new HostRun(typeof(Tells));
        run.Host.UseCakeSetting("Frosting_Stand_In", "setting").UseWorkingDirectory(_folder.FullName);
        Environment.SetEnvironmentVariable(Variable, environment ? "environment" : null);
        if (file)
        {
            var lines = "[Frosting]" + Environment.NewLine + "Stand_In=file" + Environment.NewLine;
            File.WriteAllText(System.IO.Path.Combine(_folder.FullName, "cake.config"), lines);
        }

        Assert.Equal(0, run.Run(argument ? ["--target=Tells", "--frosting_stand_in=argument"] : ["--target=Tells"]));
        Assert.Equal(expected, run.Trace.Lines[0]);
    }

    [Fact]
    public void WorkingDirectory_Option_BeatsTheHost()
    {
        using var run = new HostRun(typeof(Tells));
        run.Host.UseWorkingDirectory("/");

        Assert.Equal(0, run.Run("--target=Tells", "-w", _folder.FullName));
        Assert.Equal(new DirectoryPath(_folder.FullName).FullPath, run.Trace.Lines[1]);
    }

    [Fact]
    public void WorkingDirectory_Missing_Fails()
    {
        using var run = new HostRun(typeof(Tells));

        Assert.Equal(1, run.Run("--target=Tells", "--working=" + _folder.FullName + "/missing"));
        Assert.Contains("does not exist", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Trace.Lines);
    }

    [Theory]
    [InlineData("Normal", "--target=Tells")]
    [InlineData("Diagnostic", "--target=Tells", "--settings_verbosity=diagnostic")]
    [InlineData("Quiet", "--target=Tells", "--settings_verbosity=diagnostic", "-v", "q")]
    [InlineData("Minimal", "--target=Tells", "--verbosity=Minimal")]
    public void Verbosity_OptionThenConfigurationThenNormal(string expected, params string[] args)
    {
        using var run = new HostRun(typeof(Tells));

        Assert.Equal(0, run.Run(args));
        Assert.Equal(expected, run.Trace.Lines[2]);
    }

    internal sealed class Tells(Trace trace) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            trace.Add(context.Configuration.GetValue("Frosting_Stand_In") ?? "<none>");
            trace.Add(context.Environment.WorkingDirectory.FullPath);
            trace.Add($"{context.Log.Verbosity}");
        }
    }
}
