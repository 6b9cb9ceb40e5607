using BlueGreen.Errors;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Pipelines;

/// <summary>The target Pipelines writes all of its files or none, and never one that is somebody's.</summary>
[Collection(HostCollection.Name)]
public sealed class PipelinesTests
{
    private const string Target = "--target=Pipelines";

    [Fact]
    public void Run_EmptyRepository_WritesBothSystemsAndSaysWhatToDoNext()
    {
        using var run = new HostRun("app: shop\nimage: $DOCKER_USERNAME/shop\nvariables: {DB_PASSWORD: local}\n");
        run.Write(
            "manifests/app.yml",
            "kind: Deployment\nmetadata: {name: $DB_HOST$DB_PASSWORD$COLOR_TEST$HOME$KUBECONFIG$GITHUB_SHA}\n");

        run.Exits(ExitCode.Done, Target);

        Assert.Equal(
            [
                ".github/workflows/decommission.yml", ".github/workflows/release.yml", ".github/workflows/rollback.yml",
                ".semaphore/activate.yml", ".semaphore/decommission.yml", ".semaphore/deploy.yml",
                ".semaphore/rollback.yml", ".semaphore/semaphore.yml",
            ],
            Files(run));
        Assert.DoesNotContain("--target=Build", Read(run, ".semaphore/semaphore.yml"), StringComparison.Ordinal);
        Assert.Contains("  new       .semaphore/deploy.yml", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "  sem create secret env-blue -e DB_HOST=... -e DB_PASSWORD=...", run.Output, StringComparison.Ordinal);
        Assert.Contains("  sem create secret dockerhub", run.Output, StringComparison.Ordinal);
        Assert.Contains("  gh variable set DB_HOST", run.Output, StringComparison.Ordinal);
        Assert.Contains("  gh secret set DB_PASSWORD", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("set HOME", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("set GITHUB_SHA", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DockerfileAndImage_WritesTheImageStage()
    {
        using var run = new HostRun(
            "app: shop\nimage: ghcr.io:443/$TEAM/shop\n"
            + "build: {dockerfile: docker/Dockerfile, args: {A: $NPM_TOKEN}}\n");
        run.Write("docker/Dockerfile", "FROM scratch\n");

        run.Exits(ExitCode.Done, Target);

        Assert.Contains("--target=Push", Read(run, ".semaphore/semaphore.yml"), StringComparison.Ordinal);
        Assert.Contains("--target=Push", Read(run, ".github/workflows/release.yml"), StringComparison.Ordinal);
        Assert.Contains("NPM_TOKEN: ${{ secrets", Read(run, ".github/workflows/release.yml"), StringComparison.Ordinal);
        Assert.Contains("TEAM: ${{ vars", Read(run, ".github/workflows/release.yml"), StringComparison.Ordinal);
        Assert.Contains(
            "--password-stdin ghcr.io:443\n", Read(run, ".semaphore/semaphore.yml"), StringComparison.Ordinal);
        Assert.Contains("-e DOCKER_PASSWORD=... -e NPM_TOKEN=... -e TEAM=...", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The registry is the one that docker would push to, also where variables stand in its name.</summary>
    [Theory]
    [InlineData("$DOCKER_USERNAME/shop", "")]
    [InlineData("acme/shop:$VERSION", "")]
    [InlineData("localhost/shop", " localhost")]
    [InlineData("$REGISTRY/shop", " ghcr.io")]
    [InlineData("${PLACE}/shop", " eu.gcr.io")]
    [InlineData("$HOST/team/shop", " \"${HOST}\"")]
    [InlineData("registry.$STAGE.example:5000/shop", " \"registry.${STAGE}.example:5000\"")]
    public void Run_ImageOfSomeRegistry_SignsInThere(string image, string registry)
    {
        using var run = new HostRun(
            $"app: shop\nimage: {image}\nvariables: {{REGISTRY: ghcr.io, PLACE: eu.gcr.io/acme}}\n");
        run.Write("Dockerfile", "FROM scratch\n");

        run.Exits(ExitCode.Done, Target);

        Assert.Contains(
            $"--password-stdin{registry}\n", Read(run, ".semaphore/semaphore.yml"), StringComparison.Ordinal);
        var github = Read(run, ".github/workflows/release.yml");
        Assert.Contains($"--password-stdin{registry}\n", github, StringComparison.Ordinal);
        Assert.Equal(
            registry.Contains("${HOST}", StringComparison.Ordinal),
            Step(github, "Sign in").Contains("HOST: ${{ vars.HOST }}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(".semaphore/any.yml", "--adopt", ".semaphore", 6)]
    [InlineData(".github/workflows/ci.yaml", "--adopt", ".github", 4)]
    [InlineData(".semaphore/any.yml", "--ci=github", ".github", 4)]
    [InlineData(".semaphore/any.yml", "--ci=all", ".", 9)]
    [InlineData(".semaphore/any.yml", "--style=article", ".semaphore", 10)]
    [InlineData(".semaphore/any.yml", "--style=single", ".semaphore", 5)]
    public void Run_Options_ChooseTheFiles(string there, string argument, string folder, int count)
    {
        using var run = new HostRun();
        run.Write(there, "# somebody's\n");

        run.Exits(ExitCode.Done, Target, argument);

        Assert.Equal("# somebody's\n", Read(run, there));
        Assert.Equal(count, Files(run).Count(file => folder is "." || file.StartsWith(folder, StringComparison.Ordinal)
            || file.Equals(there, StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_Again_ChangesNothingAlsoWithWindowsLineEnds()
    {
        using var run = new HostRun();
        run.Exits(ExitCode.Done, Target);
        var windows = Read(run, ".semaphore/deploy.yml").ReplaceLineEndings("\r\n");
        run.Write(".semaphore/deploy.yml", windows);

        run.Exits(ExitCode.Done, Target);

        Assert.Equal(windows, Read(run, ".semaphore/deploy.yml"));
        Assert.Equal(8, run.Output.Split("  unchanged ").Length - 1);
    }

    [Fact]
    public void Run_OtherOptions_ChangesItsOwnFilesAndNamesWhatIsLeftOver()
    {
        using var run = new HostRun();
        run.Exits(ExitCode.Done, Target, "--ci=semaphore");

        run.Exits(ExitCode.Done, Target, "--ci=semaphore", "--style=article");

        Assert.Contains("  changed   .semaphore/semaphore.yml", run.Output, StringComparison.Ordinal);
        Assert.Contains("git rm .semaphore/deploy.yml", run.Output, StringComparison.Ordinal);
        Assert.Contains(Files(run), file => file is ".semaphore/deploy.yml");
    }

    [Fact]
    public void Run_DryRun_ShowsEveryFileAndWritesNothing()
    {
        using var run = new HostRun();
        run.Exits(ExitCode.Done, Target, "--ci=semaphore");
        var before = Read(run, ".semaphore/semaphore.yml");
        run.Write("bluegreen.yml", "app: shop\nimage: shop:1\npipelines: {test: [make test]}\n");

        run.Exits(ExitCode.Done, Target, "--ci=all", "--dryrun");

        Assert.Equal(before, Read(run, ".semaphore/semaphore.yml"));
        Assert.False(Directory.Exists(Path.Combine(run.Folder, ".github")));
        Assert.Contains("+             - make test", run.Output, StringComparison.Ordinal);
        Assert.Contains("-             - ./build.sh --target=CheckPipelines", run.Output, StringComparison.Ordinal);
        Assert.Contains("  unchanged .semaphore/deploy.yml", run.Output, StringComparison.Ordinal);
        Assert.Contains("  new       .github/workflows/release.yml", run.Output, StringComparison.Ordinal);
        Assert.Contains("Dry run: nothing was written.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app: shop\npipelines:\n  test: ['echo ${{ secrets.KUBECONFIG }}']\n", "bluegreen.yml:3:")]
    [InlineData("app: shop\npipelines: {style: articel}\n", "bluegreen.yml:2:20")]
    [InlineData("app: shop\r\npipelines: {ci: &x all}\r\n", "bluegreen.yml:2:")]
    [InlineData("app: shop\n---\napp: shop\n", "bluegreen.yml:3:")]
    public void Run_BrokenOptions_AreToldWithTheirLinesAndNothingIsWritten(string settings, string place)
    {
        using var run = new HostRun(settings);

        run.Exits(ExitCode.Usage, Target);

        Assert.Contains(place, run.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(run.Folder));
    }

    private static string Step(string workflow, string name) => workflow.Split("      - name: ")
        .Single(step => step.StartsWith(name, StringComparison.Ordinal));

    private static string Read(HostRun run, string name) => File.ReadAllText(Path.Combine(run.Folder, name));

    private static string[] Files(HostRun run) =>
    [
        .. Directory.EnumerateFiles(run.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(run.Folder, file).Replace('\\', '/'))
            .Where(file => file.StartsWith('.'))
            .Order(StringComparer.Ordinal),
    ];
}
