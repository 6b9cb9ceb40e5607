using Cake.Core;
using Cake.Docker.Tests.Fakes;
using Xunit;

namespace Cake.Docker.Tests;

/// <summary>Each alias becomes the command line that the official package makes of it.</summary>
/// <seealso href="https://cakebuild.net/api/Cake.Docker/DockerAliases"/>
public sealed class CommandLineTests
{
    private static readonly Dictionary<string, Action<ICakeContext>> Calls = new(StringComparer.Ordinal)
    {
        ["image build \"src folder\""] = c => c.DockerBuild("src folder"),
        ["image build \"quoted\""] = c => c.DockerBuild("\"quoted\""),
        ["image build --build-arg \"A=1\" --build-arg \"B=x y\" --cpu-shares 5 --file \"D\" --no-cache --rm=False"
            + " --tag \"a:1\" \".\""] = c => c.DockerBuild(
                new DockerImageBuildSettings
                {
                    Tag = ["a:1"], BuildArg = ["A=1", "B=x y"], File = "D", NoCache = true, Pull = false, Rm = false,
                    CpuShares = 5, Label = [], Target = string.Empty,
                },
                "."),
        ["tag a:1 b:2"] = c => c.DockerTag("a:1", "b:2"),
        ["push r/a:1"] = c => c.DockerPush("r/a:1"),
        ["push --disable-content-trust=True r/a:1"] =
            c => c.DockerPush(new DockerImagePushSettings { DisableContentTrust = true }, "r/a:1"),
        ["save --output \"a.tar\" a:1 b:2"] =
            c => c.DockerSave(new DockerImageSaveSettings { Output = "a.tar" }, "a:1", "b:2"),
        ["load --input \"a.tar\" --quiet"] =
            c => c.DockerLoad(new DockerImageLoadSettings { Input = "a.tar", Quiet = true }),
        ["rmi a:1 b:2"] = c => c.DockerRmi("a:1", "b:2"),
        ["rmi --force a:1"] = c => c.DockerRemove(new DockerImageRemoveSettings { Force = true }, "a:1"),
        ["run a:1"] = c => c.DockerRun("a:1", string.Empty, "is left out"),
        ["run --env \"A=1\" --network \"none\" --rm a:1 /bin/app -v"] = c => c.DockerRun(
            new DockerContainerRunSettings { Rm = true, Network = "none", Env = ["A=1"] }, "a:1", "/bin/app", "-v"),
        ["exec box ls -l"] = c => c.DockerExec("box", "ls", "-l"),
        ["exec --user \"1:1\" box ls"] =
            c => c.DockerExec(new DockerContainerExecSettings { User = "1:1" }, "box", "ls"),
        ["rm box"] = c => c.DockerRm("box"),
        ["rm --force box"] = c => c.DockerRm(new DockerContainerRmSettings { Force = true }, "box"),
        ["network create net"] = c => c.DockerNetworkCreate("net"),
        ["network create --internal --subnet \"10.1.0.0/24\" net"] = c => c.DockerNetworkCreate(
            new DockerNetworkCreateSettings { Subnet = ["10.1.0.0/24"], Internal = true }, "net"),
        ["image inspect a:1"] = c => c.DockerCustomCommand("image inspect a:1"),
    };

    public static TheoryData<string> CommandLines => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Alias_IsThisCommandLine(string expected)
    {
        using var world = new DockerWorld();

        Calls[expected](world.Context);

        Assert.Equal(expected, world.Arguments);
        Assert.Equal(world.Docker, world.Program);
    }

    [Fact]
    public void SecretProperty_IsPassedButNotShown()
    {
        using var world = new DockerWorld();
        var settings = new DockerImageBuildSettings { BuildArg = ["KEY=hidden"], Tag = ["a:1"] };
        settings.SecretProperties.Add(nameof(DockerImageBuildSettings.BuildArg));

        world.Context.DockerBuild(settings, ".");

        Assert.Contains("KEY=hidden", world.Arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", world.Shown, StringComparison.Ordinal);
        Assert.Contains("a:1", world.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_GivesTheFirstLine()
    {
        using var world = new DockerWorld { Lines = ["0123abcd", "more"] };

        Assert.Equal("0123abcd", world.Context.DockerRun("a:1", string.Empty));
        Assert.Equal(["0123abcd", "more"], world.Context.DockerCustomCommand("ps").ToArray());
    }

    [Fact]
    public void NoOutput_IsNoId()
    {
        using var world = new DockerWorld();

        Assert.Null(world.Context.DockerRun("a:1", string.Empty));
    }

    [Fact]
    public void ExitCode_IsAnError()
    {
        using var world = new DockerWorld { ExitCode = 125 };

        var error = Assert.Throws<CakeException>(() => world.Context.DockerPush("r/a:1"));

        Assert.Equal(125, error.ExitCode);
        Assert.StartsWith("Docker:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingWords_AreRefused()
    {
        using var world = new DockerWorld();

        Assert.Throws<ArgumentNullException>(() => world.Context.DockerBuild(string.Empty));
        Assert.Throws<ArgumentNullException>(() => world.Context.DockerTag("a", string.Empty));
        Assert.Throws<ArgumentNullException>(() => world.Context.DockerRmi());
        Assert.Throws<ArgumentNullException>(() => world.Context.DockerExec("box", string.Empty));
        Assert.Null(world.Arguments);
    }
}
