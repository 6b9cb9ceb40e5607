using BlueGreen.Pipelines.Checking;
using Xunit;

namespace BlueGreen.Pipelines.Tests.GitHub;

/// <summary>What holds of a job holds of what it calls: a workflow of the repository, an action of it.</summary>
public sealed class GitHubCallTests
{
    private const string Group = "    concurrency: {group: g, queue: max}\n";

    private const string Caller =
        """
        on: {push: {tags: ['v*-blue', 'v*-green']}}
        jobs:
          deploy:
            permissions: {contents: read}
            concurrency: {group: g, queue: max}
            uses: ./.github/workflows/called.yml

        """;

    private const string Called =
        """
        on: workflow_call
        jobs:
          work:
            runs-on: x
            timeout-minutes: 5
            steps:
              - run: exec ./build.sh --target=Deploy

        """;

    private const string ActionCaller =
        """
        on: {push: {tags: ['v*-blue', 'v*-green']}}
        permissions: {contents: read}
        jobs:
          deploy:
            runs-on: x
            timeout-minutes: 5
            concurrency: {group: g, queue: max}
            steps:
              - uses: ./actions/outer

        """;

    /// <summary>Gets what is replaced in the caller and the called workflow, and the findings.</summary>
    public static TheoryData<string, string, string> Calls => new()
    {
        { "", "", "" },
        { "    permissions: {contents: read}\n", "", "called.yml:3:3 permissions" },
        { "{contents: read}", "write-all", "caller.yml:4:18 permissions" },
        { Group, "", "caller.yml:3:3 concurrency-missing; called.yml:3:3 concurrency-missing" },
        { "", $"jobs:\n  work:\n{Group}", "called.yml:4:26 concurrency-deadlock" },
        { "", "concurrency: {group: G, queue: max}\njobs:\n  work:\n", "called.yml:2:22 concurrency-deadlock" },
        { "", "concurrency: {group: h, queue: max}\njobs:\n  work:\n", "caller.yml:5:26 concurrency-differs" },
        { "", "jobs:\n  work:\n    environment: production\n", "called.yml:4:18 approval-in-group" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Check_CalledWorkflow_IsHeldToWhatItsCallerHolds(string caller, string called, string expected)
    {
        var replaced = caller.Length > 0 ? Caller.Replace(caller, called, StringComparison.Ordinal) : Caller;
        var text = caller.Length == 0 && called.Length > 0
            ? Called.Replace("jobs:\n  work:\n", called, StringComparison.Ordinal)
            : Called;

        Assert.Equal(expected, Places(
            new(".github/workflows/caller.yml", replaced), new(".github/workflows/called.yml", text)));
    }

    /// <summary>What people start too has nobody's rights and nobody's group then.</summary>
    [Fact]
    public void Check_WorkflowThatIsNotOnlyCalled_NeedsItsOwn() => Assert.Equal(
        "called.yml:3:3 concurrency-missing; called.yml:3:3 permissions",
        Places(
            new(".github/workflows/caller.yml", Caller),
            new(".github/workflows/called.yml", Called.Replace(
                "on: workflow_call", "on: [workflow_call, workflow_dispatch]", StringComparison.Ordinal))));

    /// <summary>The innermost action deploys; all of them are looked at.</summary>
    [Theory]
    [InlineData("exec ./build.sh --target=Deploy", "")]
    [InlineData("./build.sh --target=Deploy", "action.yaml:4:12 exec")]
    [InlineData("exec ./build.sh --target=Deploy --tag=${{ inputs.tag }}", "action.yaml:4:12 injection")]
    public void Check_ActionOfTheRepository_IsLookedInto(string script, string expected)
    {
        PipelineSource[] files =
        [
            new(".github/workflows/a.yml", ActionCaller),
            new("actions/outer/action.yml", "runs:\n  using: composite\n  steps: [{uses: ./actions/inner}]\n"),
            new("actions/inner/action.yaml",
                $"runs:\n  using: composite\n  steps:\n    - run: {script}\n      shell: bash\n"),
        ];

        Assert.Equal(expected, Places(files));
        Assert.Equal(
            ["actions/inner/action.yaml", "actions/inner/action.yml", "actions/outer/action.yaml"],
            PipelineCheck.FilesNamedBy(files[..2]));
    }

    [Fact]
    public void Check_ActionThatDeploys_NeedsAGroup() => Assert.Equal(
        "a.yml:4:3 concurrency-missing",
        Places(
            new(".github/workflows/a.yml", ActionCaller.Replace(Group, "", StringComparison.Ordinal)),
            new("actions/outer/action.yml", "runs: {steps: [{uses: ./actions/outer}, {uses: ./actions/inner}]}\n"),
            new("actions/inner/action.yaml", "runs: {steps: [{run: kubectl apply -f x, shell: bash}]}\n")));

    private static string Places(params PipelineSource[] files) => string.Join("; ", PipelineCheck
        .Check(files, new PipelineExpectations())
        .OrderByDescending(finding => finding.At.Source, StringComparer.Ordinal)
        .Select(each => $"{Path.GetFileName(each.At.Source)}:{each.At.Line}:{each.At.Column} {each.Rule}"));
}
