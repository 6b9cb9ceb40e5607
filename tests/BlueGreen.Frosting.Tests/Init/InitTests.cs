using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

/// <summary>What Init finds out, writes and leaves alone. Its files for two apps are golden.</summary>
[Collection(HostCollection.Name)]
public sealed class InitTests
{
    private const string OldDeployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: $deployment}
        spec:
          replicas: $replicas
          selector: {matchLabels: {app: book}}
          template:
            metadata: {labels: {app: book, deployment: $deployment, team: red}}
            spec:
              imagePullSecrets: [{name: hub}]
              containers:
                - name: book
                  image: $img
                  readinessProbe: {httpGet: {path: /up, port: 3000}}
                  env:
                    - {name: PORT, value: "$PORT"}
                    - {name: DB_PASSWORD, value: "$DB_PASSWORD"}

        """;

    [Fact]
    public void Init_EmptyFolder_WritesEverythingFromGuesses()
    {
        using var run = Open();

        run.Exits(ExitCode.Done, "--target=Init", "--app=shop");
        foreach (var word in new[]
        {
            "app: shop (the command line)", "port: 8080 (a guess)", "ready-path: /ready (a guess", "(a placeholder)",
            "What to do next:", "1. Put the name of your registry", "git init",
        })
        {
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
        }

        Golden.Matches("init/plain.txt", FilesOf(run));
    }

    [Fact]
    public void Init_OldManifests_AreKeptAndWhatIsWorthIsTakenOver()
    {
        using var run = Open();
        run.Write("package.json", "{\"name\": \"@team/other\", \"scripts\": {\"migrate\": \"node m.js\"}}");
        run.Write("Dockerfile", "FROM node\nEXPOSE 9\nCMD [\"node\", \"app.js\"]\n");
        var old = run.Write("manifests/deployment.yml", OldDeployment);
        run.Write("manifests/service.yml", "kind: nonsense");

        run.Exits(ExitCode.Done, "--target=Init");
        Assert.Contains("app: book (the label app in manifests/deployment.yml)", run.Output, StringComparison.Ordinal);
        Assert.Contains("port: 3000 (manifests/deployment.yml)", run.Output, StringComparison.Ordinal);
        Assert.Contains("not taken over: manifests/service.yml", run.Output, StringComparison.Ordinal);
        Assert.Equal(OldDeployment, File.ReadAllText(old));
        Golden.Matches("init/taken-over.txt", FilesOf(run));
    }

    [Fact]
    public void Init_Twice_ChangesNothing()
    {
        using var run = Open();
        run.Exits(ExitCode.Done, "--target=Init", "--app=shop");
        var before = Snapshot(run);

        run.Exits(ExitCode.Done, "--target=Init");
        Assert.Contains("Nothing to do: all of it is there.", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot(run));
    }

    [Fact]
    public void Init_DryRun_WritesNothing()
    {
        using var run = Open();

        run.Exits(ExitCode.Done, "--target=Init", "--dryrun");
        Assert.Contains("would write bluegreen.yml", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(run.Folder));
    }

    [Fact]
    public void Init_FilesThatAreThere_StayAsTheyAre()
    {
        using var run = Open();
        run.Write("build.sh", "mine\r\n");
        run.Write(".github/workflows/release.yml", "mine");
        run.Write(".gitignore", "bin\n");
        var elsewhere = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateSymbolicLink(Path.Combine(run.Folder, "build"), elsewhere);

        run.Exits(ExitCode.Done, "--target=Init");
        Assert.Equal("mine\r\n", File.ReadAllText(Path.Combine(run.Folder, "build.sh")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(run.Folder, ".github/workflows/release.yml")));
        Assert.Contains("kept  build.sh: it is there", run.Output, StringComparison.Ordinal);
        Assert.Contains("kept  build/Program.cs: build is a link", run.Output, StringComparison.Ordinal);
        Assert.Contains("Add the line 'artifacts/' to .gitignore.", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        Directory.Delete(elsewhere);
    }

    [Fact]
    public void Init_ManifestsForTwoColors_AreUsed()
    {
        using var run = Open();
        run.Write(
            "manifests/deployment.yml",
            OldDeployment.Replace("{name: $deployment}", "{name: book-$COLOR_TEST}", StringComparison.Ordinal));

        run.Exits(ExitCode.Done, "--target=Init");
        Assert.Contains("are for two colors already", run.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(run.Folder, "manifests")));
        Assert.Contains(
            "manifests: [manifests]\n",
            File.ReadAllText(Path.Combine(run.Folder, "bluegreen.yml")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--into=nowhere", "There is no folder")]
    [InlineData("--tag=v1", "Init does not know --tag.")]
    [InlineData("--app=Not A Name", "'app'")]
    [InlineData("--port=abc", "--port=abc is no port.")]
    [InlineData("--port=65536", "--port=65536 is no port.")]
    [InlineData("--image=Shop:x", "--image=Shop:x is not the name of an image.")]
    [InlineData("--ready-path=up", "'ready-path'")]
    public void Init_WhatCannotBeDone_IsUsage(string argument, string words)
    {
        using var run = Open();

        run.Exits(ExitCode.Usage, "--target=Init", argument);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(run.Folder));
    }

    [Fact]
    public void Init_BrokenSettings_AreToldWithTheirLine()
    {
        using var run = Open();
        run.Write("bluegreen.yml", "app: shop\nprot: 1\n");

        run.Exits(ExitCode.Usage, "--target=Init");
        Assert.Contains("bluegreen.yml:2:1", run.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(run.Folder));
    }

    // What is written out for reading is what would be deployed without it.
    [Fact]
    public void Init_WrittenManifests_AreTheGeneratedOnes()
    {
        using var run = Open();
        run.Exits(ExitCode.Done, "--target=Init", "--app=shop");
        string[] read = ["--target=ReadInputs", "--tag=v1.0-green", "--release-id=r1"];
        run.Exits(ExitCode.Done, read);
        var written = Rendered(run.Seen.Inputs!);
        Directory.Delete(Path.Combine(run.Folder, "manifests"), recursive: true);
        run.Write("bluegreen.yml", "app: shop\nimage: registry.example/shop\n");

        run.Exits(ExitCode.Done, read);
        Assert.Equal(Rendered(run.Seen.Inputs!), written);
    }

    private static string Rendered(ReleaseInputs inputs)
    {
        var objects = new ManifestRenderer(inputs).Render(inputs.Release!);
        return string.Join('\n', objects.Shared.Concat(objects.Colored).Select(each => each.ToJsonString()));
    }

    private static HostRun Open()
    {
        var run = new HostRun();
        File.Delete(Path.Combine(run.Folder, "bluegreen.yml"));
        return run;
    }

    private static string FilesOf(HostRun run) => string.Concat(Directory
        .EnumerateFiles(run.Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(run.Folder, file).Replace('\\', '/'))
        .Where(name => !name.StartsWith(".semaphore/", StringComparison.Ordinal)
            && !name.StartsWith(".github/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => $"=== {name}\n{File.ReadAllText(Path.Combine(run.Folder, name))}"));

    private static string[] Snapshot(HostRun run) =>
    [
        .. Directory.EnumerateFiles(run.Folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {File.ReadAllText(file)}"),
    ];
}
