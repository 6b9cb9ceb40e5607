using BlueGreen.Errors;
using BlueGreen.Frosting.Images;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

/// <summary>How build arguments reach docker: the secret ones past its command line, which anybody can
/// see.</summary>
[Collection(HostCollection.Name)]
public sealed class BuildArgumentTests
{
    [Fact]
    public void SettingsOf_SecretArguments_GoThroughTheEnvironment()
    {
        using var run = new HostRun(
            "app: shop\nimage: shop\nsecrets: [LISTED]\n"
            + "build: {args: {NODE: 22, NPM_TOKEN: $T, OTHER: 'x$NPM_TOKEN', LISTED: $L, DOCKER_KEY: $T}}\n");
        run.Write("Dockerfile", "FROM scratch\n");
        (run.Environment["T"], run.Environment["L"]) = ("not-for-eyes", "listed-value");
        run.Environment["NPM_TOKEN"] = "nor-this";
        run.Exits(ExitCode.Done, "--target=ReadInputs", "--release-id=r1");
        var inputs = run.Seen.Inputs!;

        var settings = ImageBuild.SettingsOf(inputs, BuildPlan.Of(inputs));

        Assert.Equal(
            ["DOCKER_KEY=not-for-eyes", "LISTED", "NODE=22", "NPM_TOKEN", "OTHER"], settings.BuildArg!);
        Assert.Equal(
            "LISTED=listed-value NPM_TOKEN=not-for-eyes OTHER=xnor-this",
            string.Join(' ', settings.EnvironmentVariables.OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => $"{each.Key}={each.Value}")));
    }
}
