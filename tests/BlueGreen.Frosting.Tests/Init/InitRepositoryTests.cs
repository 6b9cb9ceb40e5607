using BlueGreen.Errors;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

/// <summary>Init in repositories of other shapes: what it takes over, and what it tells people to do there.</summary>
[Collection(HostCollection.Name)]
public sealed class InitRepositoryTests
{
    [Fact]
    public void Init_BelowTheRootOfARepository_DoesNotSayGitInit()
    {
        using var run = Open();
        Directory.CreateDirectory(Path.Combine(run.Folder, ".git"));
        Directory.CreateDirectory(Path.Combine(run.Folder, "shop"));

        run.Exits(ExitCode.Done, "--target=Init", "--into=shop");
        Assert.DoesNotContain("git init", run.Output, StringComparison.Ordinal);
        Assert.Contains($"the repository only, which is {run.Folder}:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_Worktree_IsARepository()
    {
        using var run = Open();
        run.Write(".git", "gitdir: /elsewhere/.git/worktrees/shop\n");

        run.Exits(ExitCode.Done, "--target=Init");
        Assert.DoesNotContain("git init", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("at the root of the repository only", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_ToolInAFolderWithASpace_IsQuoted()
    {
        using var run = Open();
        run.Write("BlueGreen.slnx", string.Empty);
        Directory.CreateDirectory(Path.Combine(run.Folder, "src", "BlueGreen.Frosting"));
        Directory.CreateDirectory(Path.Combine(run.Folder, "shop"));

        run.Exits(ExitCode.Done, "--target=Init", "--into=shop");
        Assert.Contains($"export BlueGreenSource='{run.Folder}'\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "artifacts/\n", false)]
    [InlineData("# artifacts\nmy-artifacts/\n", "# artifacts\nmy-artifacts/\n", true)]
    [InlineData("node_modules\r\n/artifacts\r\n", "node_modules\r\n/artifacts\r\n", false)]
    public void Init_Dockerignore_LeavesArtifactsOut(string? before, string after, bool isTold)
    {
        using var run = Open();
        run.Write("Dockerfile", "FROM scratch\nCOPY . /\n");
        if (before is not null)
        {
            run.Write(".dockerignore", before);
        }

        run.Exits(ExitCode.Done, "--target=Init");
        Assert.Equal(after, File.ReadAllText(Path.Combine(run.Folder, ".dockerignore")));
        Assert.Equal(isTold, run.Output.Contains("to .dockerignore", StringComparison.Ordinal));
        Assert.DoesNotContain("Write a Dockerfile", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_WithoutDockerfile_SaysThatNothingMakesTheImage()
    {
        using var run = Open();

        run.Exits(ExitCode.Done, "--target=Init");
        Assert.Contains(
            "Write a Dockerfile, then run ./build.sh --target=Pipelines", run.Output, StringComparison.Ordinal);
        Assert.Contains("The mini-cluster runs no images", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Folder, ".dockerignore")));
    }

    [Fact]
    public void Init_SettingsAreThere_RefusesWhatWouldBeIgnored()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, "--target=Init", "--port=99");
        Assert.Contains("--port would change nothing.", run.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(run.Folder));
    }

    [Fact]
    public void Init_OldDeployment_IsTakenOverWithItsRepositoryNamespaceAndBraces()
    {
        using var run = Open();
        run.Write(
            "k8s/app.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: book, namespace: library}
            spec:
              template:
                metadata: {labels: {app: book}}
                spec:
                  containers:
                    - name: book
                      image: registry.acme/book:${TAG}
                      env: [{name: URL, value: "db-${STAGE}x.acme"}, {name: V, value: "$VERSION of $APP"}]

            """.ReplaceLineEndings("\r\n"));

        run.Exits(ExitCode.Done, "--target=Init");
        var settings = File.ReadAllText(Path.Combine(run.Folder, "bluegreen.yml"));
        Assert.Contains("namespace: library\n", settings, StringComparison.Ordinal);
        Assert.Contains("image: registry.acme/book\n", settings, StringComparison.Ordinal);
        var deployment = File.ReadAllText(Path.Combine(run.Folder, "manifests", "deployment.yml"));
        Assert.Contains("value: \"db-${STAGE}x.acme\"\n", deployment, StringComparison.Ordinal);
        Assert.Contains("value: \"$VERSION of $APP\"\n", deployment, StringComparison.Ordinal);
        Assert.Contains("The manifests use STAGE:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_ImageWithVariable_IsKnownToTheMiniClusterByItsName()
    {
        using var run = Open();
        run.Write("Dockerfile", "FROM node\nCMD [\"node\", \"app.js\"]\n");

        run.Exits(ExitCode.Done, "--target=Init", "--image=registry.acme/team/shop:$VERSION");
        Assert.DoesNotContain("The mini-cluster runs no images", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "  images:\n    team/shop:\n",
            File.ReadAllText(Path.Combine(run.Folder, "bluegreen.yml")),
            StringComparison.Ordinal);
    }

    private static HostRun Open()
    {
        var run = new HostRun();
        File.Delete(Path.Combine(run.Folder, "bluegreen.yml"));
        return run;
    }
}
