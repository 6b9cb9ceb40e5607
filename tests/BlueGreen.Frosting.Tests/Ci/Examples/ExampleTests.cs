using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Frosting.Tests.Hosting;
using BlueGreen.Options;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>What every example in docs/ci keeps, whatever its CI system calls it.</summary>
[Collection(HostCollection.Name)]
public sealed class ExampleTests
{
    private static readonly string[] ReleaseTags = ["v1.0-blue", "v2.0-green", "v10.20.30-rc1-blue"];
    private static readonly string[] OtherTags = ["v1.0", "main", "v1.0-red", "v1.0-blue-old", "rv1.0-blue", "v-blue"];

    public static TheoryData<CiSystem> Systems => [.. CiExamples.All.Keys];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Targets_InOrder_AreTheReleasesAndExist(CiSystem system)
    {
        var targets = Lines(system).SelectMany(line => CommandLine.Targets(line.Split(' '))).ToList();

        Assert.Equal(["Deploy", "SmokeTest", "Activate", "Rollback", "Decommission"], targets);
        Assert.Null(UnknownTarget.Find(targets, TaskNames.Of(typeof(BlueGreenHost).Assembly)));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Arguments_OfEachCommand_AreKnown(CiSystem system)
    {
        using var run = new HostRun();
        var words = Lines(system).SelectMany(line => line.Split(' '))
            .Where(word => !word.StartsWith("--target=", StringComparison.Ordinal));
        run.Exits(ExitCode.Done, ["--target=ReadInputs", .. words.Distinct(StringComparer.Ordinal)]);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Jobs_ThatTouchTheCluster_ShareOneSlotAndHaveALimit(CiSystem system) => Assert.All(
        Jobs(system).Where(job => job.Scripts.Count > 0),
        job =>
        {
            Assert.Equal("blue-green-shop", job.Slot);
            Assert.InRange(job.LimitMinutes ?? 0, (int)new TimeoutOptions().Queue.TotalMinutes + 15, 180);
        });

    [Theory]
    [MemberData(nameof(Systems))]
    public void People_BeforeEachChange_AreAskedOutsideOfTheSlot(CiSystem system)
    {
        var jobs = Jobs(system);
        foreach (var target in new[] { "Activate", "Rollback", "Decommission" })
        {
            var job = jobs.Single(each => each.Scripts.Any(script => Runs(script, target)));
            var gate = job.WaitsForAPerson ? job : Before(jobs, job);

            // Jenkins asks once for what comes after Activate; the others have a button each.
            Assert.True(gate.WaitsForAPerson, $"{system}: nobody is asked before {target}");
            Assert.True(gate == job || gate.Slot is null, $"{system}: the slot is held while a person thinks");
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Tags_ThatAreReleases_AreTakenAndNoOthers(CiSystem system)
    {
        var parser = ReleaseTagParser.Create(new BlueGreenOptions { App = "shop" }.TagPattern);
        var first = Jobs(system).First(job => job.Scripts.Count > 0);

        Assert.All(ReleaseTags, tag => Assert.True(first.Takes(tag) && parser.TryParse(tag) is not null, tag));
        Assert.All(OtherTags, tag => Assert.False(first.Takes(tag) && parser.TryParse(tag) is not null, tag));
        Assert.All(OtherTags.Take(5), tag => Assert.False(first.Takes(tag), tag));
        Assert.All(Jobs(system), job => Assert.All(ReleaseTags, tag => Assert.True(job.Takes(tag), job.Name)));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Buttons_ThatReportsName_AreThere(CiSystem system)
    {
        var text = string.Join('\n', CiExamples.Texts(system));
        var buttons = new Buttons(system, "r-1", "v1.0-blue");

        foreach (var target in new[] { "Activate", "Rollback", "Decommission" })
        {
            Assert.Contains(buttons.For(target, "why").Command, text, StringComparison.Ordinal);
        }
    }

    /// <summary>Init writes no global.json, and Azure's task fails where it is told to read one.</summary>
    [Fact]
    public void Azure_Sdk_IsNamedAndNotLookedUp()
    {
        var file = ExampleFile.Read("azure/azure-pipelines.yml");

        Assert.DoesNotContain("useGlobalJson", file, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(4, file.Split("inputs: {packageType: sdk, version: 10.0.x}").Length - 1);
    }

    /// <summary>Whoever may tag may deploy: a protected environment would refuse the job to them.</summary>
    [Fact]
    public void GitLab_Deploy_IsOfNoEnvironmentButWhatMovesUsersIs()
    {
        var file = ExampleFile.ReadYaml("gitlab/.gitlab-ci.yml");

        Assert.False(file["deploy"]["environment"].IsThere);
        Assert.False(file[".release"]["environment"].IsThere);
        Assert.All(
            new[] { "activate", "rollback", "decommission" },
            job => Assert.Equal("production", file[job]["environment"]["name"].Text));
    }

    [Fact]
    public void Jenkins_EachStageThatRunsATarget_KeepsItsReport()
    {
        var file = ExampleFile.Read("jenkins/Jenkinsfile");

        Assert.All(
            new[] { "Deploy", "Activate", "Rollback", "Decommission" },
            stage => Assert.Contains(
                "archiveArtifacts", ExampleFile.Block(file, $"stage('{stage}')"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Kubeconfig_IsNeverPrinted(CiSystem system) => Assert.All(Jobs(system), job =>
    {
        foreach (var line in job.Scripts.SelectMany(script => script.Split('\n')))
        {
            Assert.DoesNotContain("set -x", line, StringComparison.Ordinal);
            var isPrinted = line.Contains("KUBECONFIG", StringComparison.Ordinal)
                && (line.Contains("echo", StringComparison.Ordinal) || line.Contains("printf", StringComparison.Ordinal)
                    || line.Contains("cat ", StringComparison.Ordinal));
            Assert.True(!isPrinted || line.Contains("> \"$", StringComparison.Ordinal), line);
        }
    });

    private static IReadOnlyList<ExampleJob> Jobs(CiSystem system) => CiExamples.All[system]();

    private static ExampleJob Before(IReadOnlyList<ExampleJob> jobs, ExampleJob job) => jobs
        .Take(jobs.ToList().IndexOf(job)).Last(each => each.WaitsForAPerson);

    private static bool Runs(string script, string target) =>
        script.Contains($"--target={target}", StringComparison.Ordinal);

    /// <summary>The command lines of build.sh, without what stands before and with each word on its own.</summary>
    private static IEnumerable<string> Lines(CiSystem system) => Jobs(system)
        .SelectMany(job => job.Scripts)
        .SelectMany(script => script.Split('\n'))
        .Where(line => line.Contains("./build.sh ", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf("./build.sh ", StringComparison.Ordinal) + "./build.sh ".Length)..].Trim());
}
