using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using BlueGreen.Options;
using BlueGreen.Pipelines.Emitting;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Emitting;

/// <summary>What every emitted file must keep to, read off its text: a second opinion beside our own check.</summary>
public sealed class EmittedRulesTests
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static TheoryData<PipelineStyle> Styles() => [.. Enum.GetValues<PipelineStyle>()];

    [Theory]
    [MemberData(nameof(Styles))]
    public void Semaphore_FilesThatTouchTheCluster_ShareOneQueueAndAreNeverCancelled(PipelineStyle style)
    {
        foreach (var file in Plans.Files(Plans.Of(style), ".semaphore/"))
        {
            var touches = Regex.IsMatch(
                file.Text, "target=(Deploy|SmokeTest|Activate|Rollback|Decom)", RegexOptions.ExplicitCapture, Limit);
            Assert.Equal(touches, file.Text.Contains("  name: blue-green shop\n", StringComparison.Ordinal));
            Assert.Equal(touches, file.Text.Contains("  scope: organization\n", StringComparison.Ordinal));
            Assert.Equal(touches, file.Text.Contains("\npartial_rerun: block\n", StringComparison.Ordinal));
            Assert.Contains("\nexecution_time_limit:\n", file.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("auto_cancel", file.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("after_pipeline", file.Text, StringComparison.Ordinal);
            Assert.Equal(
                style is not PipelineStyle.SinglePipeline && file.Path is ".semaphore/semaphore.yml",
                file.Text.Contains("auto_promote:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Single_Files_HaveNoPromotionsAndNoParameters() => Assert.All(
        Plans.Files(Plans.Of(PipelineStyle.SinglePipeline), ".semaphore/"),
        file =>
        {
            Assert.DoesNotContain("\npromotions:", file.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("parameters.", file.Text, StringComparison.Ordinal);
        });

    /// <summary>Where a task is run on a branch, the shell says what is wrong before anything is built.</summary>
    [Fact]
    public void Single_Targets_DemandTheTagOfARelease() => Assert.All(
        Plans.Files(Plans.Of(PipelineStyle.SinglePipeline), ".semaphore/")
            .SelectMany(file => file.Text.Split('\n'))
            .Where(line => line.Contains("--target=", StringComparison.Ordinal)
                && !line.StartsWith('#')),
        line => Assert.EndsWith(
            " --release-id=\"${SEMAPHORE_GIT_TAG_NAME:?is not set; run this on the tag of a release}\"",
            line.TrimEnd('\''),
            StringComparison.Ordinal));

    /// <summary>
    /// Semaphore's compiler replaces parameters in names and in what chooses a machine, and nowhere else: a job would
    /// get <c>${{parameters…}}</c> itself as the value of a variable.
    /// </summary>
    /// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#parameters"/>
    [Fact]
    public void Promotions_Parameters_StandOnlyWhereSemaphoreReplacesThem()
    {
        var lines = Plans.Files(Plans.Of(), ".semaphore/").SelectMany(file => file.Text.Split('\n'))
            .Where(line => line.Contains("{{", StringComparison.Ordinal))
            .Select(line => line.Trim())
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            ["- name: env-${{parameters.COLOR_TEST}}", "name: Deploy to ${{parameters.COLOR_TEST}}"],
            lines,
            StringComparer.Ordinal);
    }

    [Fact]
    public void GitHub_Scripts_HoldNoExpression() => Assert.All(
        Plans.Files(Plans.Of(), ".github/"),
        file => Assert.All(
            file.Text.Split('\n').Where(line => line.Contains("${{", StringComparison.Ordinal)),
            line => Assert.Matches(@"^\s+(KUBECONFIG|KUBECONFIG_TEXT|DB_\w+|DOCKER_\w+|RELEASE_ID|name): ", line)));

    /// <summary>An image may be built from one that only who has signed in may pull.</summary>
    [Theory]
    [MemberData(nameof(Styles))]
    public void Image_Stage_SignsInBeforeItBuilds(PipelineStyle style)
    {
        var files = Plans.Files(Plans.Of(style))
            .Where(file => file.Text.Contains("--target=Build", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, files.Count);
        Assert.All(files, file => Assert.True(
            file.Text.IndexOf("docker login", StringComparison.Ordinal)
                < file.Text.IndexOf("--target=Build", StringComparison.Ordinal),
            file.Path));
    }

    /// <summary>On GitHub a secret that nobody has made is an empty text: the step that gets it says so.</summary>
    [Fact]
    public void GitHub_EverySecretOfAStep_IsRefusedWhenItIsEmpty()
    {
        var plan = Plans.Of() with
        {
            Variables = [PipelineVariable.Of("DB_HOST", []), PipelineVariable.Of("DOCKER_USERNAME", [])],
            BuildVariables = [PipelineVariable.Of("NPM_TOKEN", []), PipelineVariable.Of("DOCKER_USERNAME", [])],
        };
        var steps = Plans.Files(plan, ".github/workflows/release.yml").Single().Text.Split("      - name: ");

        var given = steps.SelectMany(step => Regex
            .Matches(step, @"^ +(?<name>\w+): \$\{\{ (?<from>secrets|vars)\.", Options, Limit)
            .Select(match => (Step: step, Name: match.Groups["name"].Value))).ToList();

        Assert.Equal(
            "DB_HOST DOCKER_PASSWORD DOCKER_USERNAME KUBECONFIG_TEXT NPM_TOKEN",
            string.Join(' ', given.Select(each => each.Name).ToImmutableSortedSet(StringComparer.Ordinal)));
        Assert.All(given, each => Assert.Contains($": \"${{{each.Name}:?", each.Step, StringComparison.Ordinal));
        Assert.DoesNotContain("vars.DOCKER_USERNAME", string.Concat(steps), StringComparison.Ordinal);
    }

    [Fact]
    public void GitHub_EveryJob_EndsInTimeAndEveryTargetIsTheShellItself() => Assert.All(
        Plans.Files(Plans.Of(), ".github/"),
        file =>
        {
            Assert.Equal(Count(file, "    runs-on: "), Count(file, "    timeout-minutes: "));
            Assert.Equal(Count(file, "./build.sh --target=") - 1, Count(file, "exec ./build.sh --target="));
            Assert.DoesNotContain(": write\n", file.Text, StringComparison.Ordinal);
            Assert.Contains("\npermissions:\n  contents: read\n", file.Text, StringComparison.Ordinal);
        });

    /// <summary>A CI system that ends a target before its own limits ends it half done.</summary>
    [Fact]
    public void Limits_LongOptions_AreLongerThanTheTargetsOwn()
    {
        var options = new BlueGreenOptions { App = "shop" };
        options = options with
        {
            BakeTime = TimeSpan.FromHours(2),
            Timeouts = options.Timeouts with { Queue = TimeSpan.FromHours(1), Migrate = TimeSpan.FromHours(3) },
        };
        var limits = PipelineLimits.Of(options);

        Assert.InRange(limits.Activate, 180, 240);
        Assert.InRange(limits.Deploy, 240, 300);
        Assert.InRange(limits.Rollback, 60, 90);
    }

    /// <summary>Decommission waits for the last request and then for the pods, a failed Deploy for its pods.</summary>
    [Fact]
    public void Limits_LongDrain_HoldItAsOftenAsItIsWaitedFor()
    {
        var options = new BlueGreenOptions { App = "shop", Drain = new() { Time = TimeSpan.FromHours(3) } };
        var limits = PipelineLimits.Of(options);

        Assert.InRange(limits.Decommission, 30 + 360 + 10, 30 + 360 + 10 + 30);
        Assert.InRange(limits.Deploy, 30 + 2 + 10 + 180, 30 + 2 + 10 + 180 + 30);
    }

    /// <summary>Semaphore takes no pipeline of more than a day.</summary>
    [Theory]
    [MemberData(nameof(Styles))]
    public void Semaphore_LimitsOfDays_AreADay(PipelineStyle style)
    {
        var plan = Plans.Of(style) with { Limits = new PipelineLimits(60, 60, 1440, 1440, 1440, 1440, 1440) };
        Assert.All(
            Plans.Files(plan, ".semaphore/").SelectMany(file => file.Text.Split('\n'))
                .Where(line => line.StartsWith("  minutes: ", StringComparison.Ordinal)),
            line => Assert.InRange(int.Parse(line[11..], CultureInfo.InvariantCulture), 1, 1440));
    }

    private static int Count(EmittedFile file, string words) =>
        file.Text.Split(words, StringSplitOptions.None).Length - 1;
}
