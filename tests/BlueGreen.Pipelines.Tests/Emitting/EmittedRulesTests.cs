using System.Text.RegularExpressions;
using BlueGreen.Options;
using BlueGreen.Pipelines.Emitting;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Emitting;

/// <summary>What every emitted file must keep to, read off its text: a second opinion beside our own check.</summary>
public sealed class EmittedRulesTests
{
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
            ["- name: env-${{parameters.COLOR_TEST}}", "name: Deploy to ${{parameters.COLOR_TEST}}"], lines);
    }

    [Fact]
    public void GitHub_Scripts_HoldNoExpression() => Assert.All(
        Plans.Files(Plans.Of(), ".github/"),
        file => Assert.All(
            file.Text.Split('\n').Where(line => line.Contains("${{", StringComparison.Ordinal)),
            line => Assert.Matches(@"^\s+(KUBECONFIG|KUBECONFIG_TEXT|DB_\w+|DOCKER_\w+|RELEASE_ID|name): ", line)));

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

    private static int Count(EmittedFile file, string words) =>
        file.Text.Split(words, StringSplitOptions.None).Length - 1;
}
