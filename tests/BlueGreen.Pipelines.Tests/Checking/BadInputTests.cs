using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Checking;

/// <summary>Files that are no pipelines, or hardly: a finding with a line, never an exception.</summary>
public sealed class BadInputTests
{
    private const string Name = ".semaphore/semaphore.yml";

    public static TheoryData<string, string, string> Broken => new()
    {
        { "", "1:1 yaml", "is empty" },
        { "\uFEFF", "1:1 yaml", "is empty" },
        { "# nothing\n", "1:1 yaml", "is empty" },
        { "---\n...\n", "2:4 yaml", "is empty" },
        { "just text", "1:1 yaml", "is a single value" },
        { "- a\n- b\n", "1:1 yaml", "is a list" },
        { "version: v1.0\n---\nversion: v1.0\n", "3:1 yaml", "second document" },
        { "version: v1.0\nversion: v1.0\n", "2:1 yaml", "there twice" },
        { "a: &x {b: 1}\nc:\n  <<: *x\n", "3:3 yaml", "'<<'" },
        { "a: [1, 2\nb: 3\n", "1:6 yaml", "not valid YAML" },
        { "a:\n\tb: 1\n", "2:1 yaml", "tab" },
        { "a: \"\\.\"\n", "1:4 yaml", "not valid YAML" },
        { "a: *nobody\n", "1:4 yaml", "stands for nothing" },
        { "a: !!binary x\n", "1:4 yaml", "tag" },
        { "\u0000\u0001\u0002PK\u0003", "1:2 yaml", "is a single value" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Check_NoPipeline_IsToldWithItsPlace(string text, string expected, string words)
    {
        var finding = Check(text).First(each => each.Rule is "yaml");

        Assert.Equal($"{Name}:{expected}", $"{finding.At} {finding.Rule}");
        Assert.Equal(FindingGravity.Refused, finding.Gravity);
        Assert.Contains(words, finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TooLong_IsToldBeforeItIsRead() => Assert.Contains(
        "characters", Assert.Single(Check(new string('#', 2_000_000))).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("[", "nested")]
    [InlineData("{a: ", "nested")]
    [InlineData("- ", "nested")]
    public void Check_DeepNesting_IsTold(string opening, string words) => Assert.Contains(
        words,
        Assert.Single(Check(string.Concat(Enumerable.Repeat(opening, 20_000)))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void Check_AliasesOfAliases_AreCounted()
    {
        var lines = Enumerable.Range(1, 20).Select(n => $"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]");

        Assert.Contains(
            "values", Assert.Single(Check($"a0: &a0 x\n{string.Join('\n', lines)}")).Problem, StringComparison.Ordinal);
    }

    /// <summary>A megabyte of jobs ends, and soon.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Check_ManyJobs_End()
    {
        var job = "        - commands: [./build.sh --target=Deploy]\n";
        var text = Samples.ActivateYml + string.Concat(Enumerable.Repeat(job, 5_000));

        Assert.NotEmpty(await Task.Run(() => Check(text)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Check_WorkflowsThatCallEachOther_End()
    {
        var jobs = Enumerable.Range(0, 200).Select(n => $"  j{n}:\n    uses: ./.github/workflows/a.yml\n");
        var text = $"on: workflow_call\njobs:\n{string.Concat(jobs)}";

        Assert.Empty(await Task.Run(() => PipelineCheck.Check(
            [new PipelineSource(".github/workflows/a.yml", text)], new PipelineExpectations())));
    }

    /// <summary>Nothing names it, and it is a pipeline all the same.</summary>
    [Theory]
    [InlineData("version: v1.0\nblocks: [\n")]
    [InlineData("\uFEFFblocks:\n---\na: 1\n")]
    [InlineData("name: x\nagent:\n  a: 1\n  a: 2\n")]
    public void Check_BrokenPipelineThatNothingNames_IsTold(string text) => Assert.Contains(
        PipelineCheck.Check([new PipelineSource(".semaphore/other.yml", text)], new PipelineExpectations()),
        finding => finding.Rule is "yaml");

    /// <summary>What a file holds stays on the line that tells of it, and short.</summary>
    [Fact]
    public void Check_LongNamesWithLines_AreToldInOneLine()
    {
        var name = $"a\\n::error::b\\u2028\\e[31m{new string('x', 100_000)}";
        var finding = Assert.Single(PipelineCheck.Check(
            Samples.With("release.yml", "needs: [test]", $"needs: [test, \"{name}\"]"), new PipelineExpectations()),
            each => each.Rule is "needs");

        Assert.StartsWith("There is no job 'a ::error::b  [31mxx", finding.Problem, StringComparison.Ordinal);
        Assert.Equal(3, finding.ToString().Split('\n').Length);
        Assert.InRange(finding.ToString().Length, 100, 1200);
    }

    [Fact]
    public void Check_WhatAnAliasRepeats_IsToldOnce()
    {
        var text = "on: push\npermissions: {}\njobs:\n  a: &a {runs-on: x, timeout-minutes: 1, steps: "
            + "[{run: 'kubectl apply -f ${{ github.ref }}'}], concurrency: {group: g, queue: max}}\n  b: *a\n";

        Assert.Single(PipelineCheck.Check(
            [new PipelineSource(".github/workflows/a.yml", text)], new PipelineExpectations()));
    }

    /// <summary>Openings that nothing closes are looked for once, not once for each.</summary>
    [Theory(Timeout = 10_000)]
    [InlineData("${{ github.")]
    [InlineData("${")]
    [InlineData("\"$(")]
    [InlineData("'")]
    [InlineData("<<A ")]
    public async Task Check_ScriptOfOpenings_Ends(string opening)
    {
        var script = string.Concat(Enumerable.Repeat(opening, 300_000 / opening.Length));
        var files = Samples.With("release.yml", "echo activate", script);

        Assert.NotNull(await Task.Run(() => PipelineCheck.Check(files, new PipelineExpectations())));
    }

    /// <summary>A pattern that despairs of one tag would despair of all of them.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Check_PatternThatTakesForever_IsAskedOnce()
    {
        var files = Samples.With("semaphore.yml", "'^v.*-blue$'", "'^((a|b)+)+$'");
        var expected = new PipelineExpectations
        {
            Tags = [.. Enumerable.Range(0, 1000).Select(number => $"{new string('a', 40)}{number}")],
        };

        Assert.DoesNotContain(
            await Task.Run(() => PipelineCheck.Check(files, expected)), finding => finding.Rule is "when");
    }

    [Fact]
    public void Check_Anchors_AreTakenByBoth()
    {
        var jobs = Samples.ReleaseYml[Samples.ReleaseYml.IndexOf("jobs:", StringComparison.Ordinal)..];
        var withAlias = jobs.Replace(
            "    timeout-minutes:", "    env: *env\n    timeout-minutes:", StringComparison.Ordinal);
        var ofGitHub = Samples.With("release.yml", jobs, $"env: &env\n  A: 1\n{withAlias}");
        var ofSemaphore = Samples.With("semaphore.yml", "- commands:\n            - checkout", "- *job")
            .Select(file => file with
            {
                Text = file.Text.Replace("- name: test\n", "- &job\n          name: test\n", StringComparison.Ordinal),
            });

        Assert.Empty(PipelineCheck.Check(ofGitHub, new PipelineExpectations()));
        Assert.Empty(PipelineCheck.Check([.. ofSemaphore], new PipelineExpectations()));
    }

    [Fact]
    public void Check_WindowsLineEndsAndAMark_LeaveThePlaces()
    {
        var files = Samples.With("deploy.yml", "activate.yml", "other.yml")
            .Select(file => file with { Text = "\uFEFF" + file.Text.ReplaceLineEndings("\r\n") });

        var finding = Assert.Single(PipelineCheck.Check([.. files], new PipelineExpectations()));
        Assert.Equal(".semaphore/deploy.yml:22:20", finding.At.ToString());
    }

    /// <summary>The folder may hold other YAML, and parts of pipelines.</summary>
    [Fact]
    public void Check_WhatIsNoPipeline_IsLeft()
    {
        var files = Samples.With("activate.yml", "    task:\n      jobs:\n        - commands:\n            - checkout\n"
            + "            - ./build.sh --target=Activate\n", "    task_file: parts/activate.yml\n")
            .Append(new PipelineSource(
                ".semaphore/parts/activate.yml", "jobs:\n  - commands:\n      - ./build.sh --target=Activate\n"))
            .Append(new PipelineSource(".semaphore/notes.yml", "colors: [blue, green]\n"))
            .Append(new PipelineSource("docs/x.yml", "broken: ["))
            .Append(new PipelineSource(".semaphore/compose.yml", "version: '3.8'\nservices: {}\n"))
            .Append(new PipelineSource(".semaphore/manifests.yml", "kind: Service\n---\nkind: Deployment\n"))
            .Append(new PipelineSource(".semaphore/values.yml", "a: &a {b: 1}\nc: {<<: *a}\n"));

        Assert.Empty(PipelineCheck.Check([.. files], new PipelineExpectations()));
    }

    /// <summary>Each part is read, and each once.</summary>
    [Fact]
    public void Check_SecondPartThatDeploys_IsSeen() => Assert.Contains(
        PipelineCheck.Check(
            [
                new(Name, "version: v1.0\nagent: {machine: {type: x}}\nblocks:\n  - task_file: a.yml\n"
                    + "  - task_file: b.yml\n"),
                new(".semaphore/a.yml", "jobs: [{commands: [checkout]}]\n"),
                new(".semaphore/b.yml", "jobs: [{commands: [kubectl apply -f x]}]\n"),
            ],
            new PipelineExpectations()),
        finding => finding.Rule is "queue-missing");

    [Fact]
    public void FilesNamedBy_Pipelines_NamesWhatTheyNeed()
    {
        PipelineSource[] files =
        [
            new(".semaphore/semaphore.yml", "promotions: [{pipeline_file: ../ops/a.yml}, {pipeline_file: /b.yml}]\n"
                + "blocks: [{task: {jobs: [{commands_file: run.sh}]}}, {task_file: t.yml}]\n"),
            new(".github/workflows/a.yml", "on: push\njobs:\n  a: {uses: ./.github/workflows/b.yml}\n"
                + "  b: {steps: [{uses: ./act}]}\n"),
        ];

        Assert.Equal(
            [".github/workflows/b.yml", ".semaphore/run.sh", ".semaphore/t.yml", "act/action.yaml", "act/action.yml",
                "b.yml", "ops/a.yml"],
            PipelineCheck.FilesNamedBy(files));
    }

    private static IReadOnlyList<Finding> Check(string text) =>
        PipelineCheck.Check([new PipelineSource(Name, text)], new PipelineExpectations());
}
