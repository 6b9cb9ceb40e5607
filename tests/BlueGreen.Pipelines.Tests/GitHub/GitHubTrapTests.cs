using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.GitHub;

/// <summary>Each mistake is found at its place, by its name, and nothing else is.</summary>
public sealed class GitHubTrapTests
{
    private const string Group = "    concurrency: {group: blue-green-shop, queue: max, cancel-in-progress: false}\n";
    private const string LongGroup =
        "    concurrency:\n      group: blue-green-shop\n      queue: max\n      cancel-in-progress: false\n";

    /// <summary>Gets the file, what is replaced, by what, and the findings.</summary>
    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "release.yml", "permissions:", "permission:", "release.yml:5:1 schema!; release.yml:14:3 permissions; "
            + "release.yml:32:3 permissions" },
        { "release.yml", "jobs:\n", "jobs:\n  1st:\n    runs-on: x\n    timeout-minutes: 1\n",
            "release.yml:8:3 schema!" },
        { "release.yml", "timeout-minutes: 15", "timeout-minute: 15",
            "release.yml:8:3 timeout; release.yml:10:5 schema!" },
        { "release.yml", "timeout-minutes: 15", "timeout-minutes: fifteen", "release.yml:10:22 schema!" },
        { "release.yml", "  - run: exec", "  - rum: exec", "release.yml:24:9 schema!; release.yml:24:9 schema!" },
        { "release.yml", "actions/checkout@v4", "actions/checkout@v4\n        run: ls", "release.yml:12:9 schema!" },
        { "release.yml", "queue: max", "queue: all", "release.yml:20:14 schema!; release.yml:20:14 concurrency-queue" },
        { "release.yml", "tags:", "tag:", "release.yml:4:5 schema!" },
        { "release.yml", "push:", "pull:", "release.yml:3:3 schema!" },
        { "release.yml", "contents: read", "contents: all", "release.yml:6:13 schema!" },
        { "release.yml", "environment: production", "environment: {url: x}", "release.yml:29:18 schema!" },
        { "release.yml", "needs: [test]", "needs: [tset]", "release.yml:15:13 needs!" },
        { "release.yml", "needs: deploy", "needs: deplay", "release.yml:26:12 needs!" },
        { "release.yml", "needs: [test]", "needs: [activate]", "release.yml:14:3 needs!" },
        { "release.yml", "cancel-in-progress: false", "cancel-in-progress: true",
            "release.yml:21:27 concurrency-cancel!" },
        { "release.yml", "'v*-green'", "'v*-green', 'v[-rc'", "release.yml:4:35 tag-glob!" },
        { "release.yml", "    runs-on: ubuntu-24.04\n    timeout-minutes: 15\n    steps:\n"
            + "      - uses: actions/checkout@v4\n      - run: ./build.sh --target=Test\n",
            "    uses: ./.github/workflows/none.yml\n", "release.yml:9:11 file-missing!" },
        { "rollback.yml", "type: string", "type: choice", "rollback.yml:6:9 schema!" },
        { "rollback.yml", "required: true", "required: 'yes'", "rollback.yml:8:19 schema!" },
        { "rollback.yml", "required: true", "default: 1", "rollback.yml:8:18 schema!" },
    };

    /// <summary>Gets the file, what is replaced, by what, and the findings.</summary>
    public static TheoryData<string, string, string, string> Traps => new()
    {
        { "rollback.yml", Group, "", "rollback.yml:10:3 concurrency-missing" },
        { "rollback.yml", Group, "    concurrency: blue-green-shop\n", "rollback.yml:14:18 concurrency-queue" },
        { "rollback.yml", "queue: max", "queue: single", "rollback.yml:14:50 concurrency-queue" },
        { "rollback.yml", "queue: max, cancel-in-progress: false", "cancel-in-progress: true",
            "rollback.yml:14:18 concurrency-queue; rollback.yml:14:63 concurrency-cancel" },
        { "rollback.yml", "cancel-in-progress: false", "cancel-in-progress: \"${{ github.ref_type == 'tag' }}\"",
            "rollback.yml:14:75 concurrency-cancel" },
        { "rollback.yml", "blue-green-shop", "blue-green-store", "rollback.yml:14:26 concurrency-differs" },
        { "rollback.yml", "blue-green-shop", "\"${{ github.workflow }}\"", "rollback.yml:14:26 concurrency-differs" },
        { "release.yml", LongGroup, LongGroup.Replace("shop", "shop-${{ github.ref_name }}", StringComparison.Ordinal),
            "release.yml:19:14 concurrency-per-ref; release.yml:19:14 concurrency-differs" },
        { "release.yml", LongGroup, LongGroup.Replace("shop", "${{ GitHub.SHA }}", StringComparison.Ordinal),
            "release.yml:19:14 concurrency-per-ref; release.yml:19:14 concurrency-differs" },
        { "release.yml", LongGroup, LongGroup.Replace("shop", "${{github['run_id']}}", StringComparison.Ordinal),
            "release.yml:19:14 concurrency-per-ref; release.yml:19:14 concurrency-differs" },
        { "release.yml", LongGroup, LongGroup.Replace("shop", "${{ github.workflow_ref }}", StringComparison.Ordinal),
            "release.yml:19:14 concurrency-per-ref; release.yml:19:14 concurrency-differs" },
        { "release.yml", LongGroup, LongGroup.Replace("shop", "${{ github.event_name }}", StringComparison.Ordinal),
            "release.yml:19:14 concurrency-per-ref; release.yml:19:14 concurrency-differs" },
        { "release.yml", LongGroup, LongGroup.Replace("shop", "${{ needs.test.outputs.x }}", StringComparison.Ordinal),
            "release.yml:19:14 concurrency-per-ref; release.yml:19:14 concurrency-differs" },
        { "release.yml", "permissions:", "concurrency: {group: Blue-Green-Shop, queue: max}\npermissions:",
            "release.yml:20:14 concurrency-deadlock; release.yml:30:18 approval-in-group; "
            + "release.yml:37:26 concurrency-deadlock" },
        { "release.yml", LongGroup, LongGroup + "    environment: production\n",
            "release.yml:22:18 approval-in-group" },
        { "release.yml", "    timeout-minutes: 15\n", "", "release.yml:8:3 timeout" },
        { "release.yml", "permissions:\n  contents: read\n", "",
            "release.yml:12:3 permissions; release.yml:30:3 permissions" },
        { "release.yml", "permissions:\n  contents: read\n", "permissions: write-all\n",
            "release.yml:5:14 permissions" },
        { "rollback.yml", "contents: read", "contents: write", "rollback.yml:13:29 permissions" },
        { "release.yml", "run: exec ./build.sh --target=Deploy", "run: ./build.sh --target=Deploy",
            "release.yml:24:14 exec" },
        { "release.yml", "--target=Deploy", "--target=Deploy | tee log", "release.yml:24:14 exec" },
        { "rollback.yml", "\"$RELEASE_ID\"", "${{ inputs.release-id }}", "rollback.yml:19:14 injection" },
        { "release.yml", "echo activate", "echo ${{ github.ref_name }}", "release.yml:39:14 injection" },
        { "release.yml", "echo activate", "echo ${{ GITHUB.Head_Ref }}", "release.yml:39:14 injection" },
        { "rollback.yml", "\"$RELEASE_ID\"", "${{ env.RELEASE_ID }}", "rollback.yml:19:14 injection" },
        { "release.yml", "['v*-blue', 'v*-green']", "['v*-blue']", "release.yml:4:11 tag-missed" },
        { "release.yml", "'v*-blue'", "'v[0-9]-blue'", "release.yml:4:11 tag-missed" },
        { "release.yml", "'v*-blue'", "'*-blue'", "release.yml:4:11 tag-extra" },
        { "release.yml", "'v*-green'", "'v*-green', '!*-rc1-*'",
            "release.yml:4:11 tag-missed; release.yml:4:11 tag-missed" },
        { "release.yml", "tags: ['v*-blue', 'v*-green']", "tags-ignore: ['v*-blue', 'v*-green']",
            "release.yml:4:18 tag-missed; release.yml:4:18 tag-missed; release.yml:4:18 tag-extra" },
    };

    /// <summary>GitHub takes one pattern for a list of one.</summary>
    [Fact]
    public void Check_OnePattern_IsReadAsAList() => TrapTable.Demand(
        "release.yml", "['v*-blue', 'v*-green']", "v*-blue", "release.yml:4:11 tag-missed");

    /// <summary>GitHub does not tell small letters of keys from capital ones; YAML does.</summary>
    [Theory]
    [InlineData("approve:", "Deploy:\n    runs-on: x\n    timeout-minutes: 1\n  approve:", "release.yml:25:3 yaml!")]
    [InlineData("permissions:", "env: {A: 1, a: 2}\npermissions:", "release.yml:5:13 yaml!")]
    public void Check_KeysOfOtherCase_AreTheSame(string old, string @new, string expected) =>
        TrapTable.Demand("release.yml", old, @new, expected);

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_WhatGitHubRefuses_IsFound(string file, string old, string @new, string expected) =>
        TrapTable.Demand(file, old, @new, expected);

    [Theory]
    [MemberData(nameof(Traps))]
    public void Check_WhatHurtsOnGitHub_IsFound(string file, string old, string @new, string expected) =>
        TrapTable.Demand(file, old, @new, expected);

    /// <summary>What looks near a mistake, and is none.</summary>
    [Theory]
    [InlineData("release.yml", "needs: [test]", "needs: [test]\n    if: github.ref_type == 'tag'")]
    [InlineData("release.yml", "run: exec ./build.sh --target=Deploy", "shell: pwsh\n        run: b.ps1 -t Deploy")]
    [InlineData("release.yml", "--target=Test", "--target=Demo")]
    [InlineData("release.yml", "push:", "workflow_dispatch:\n  push:")]
    [InlineData("release.yml", "contents: read", "contents: read\n  id-token: write")]
    [InlineData("release.yml", "['v*-blue', 'v*-green']", "['v*-blue', 'v*-green', 'v**-blue']")]
    [InlineData("release.yml", "['v*-blue', 'v*-green']", "['v*', '!v*', 'v*-blue', 'v*-green']")]
    [InlineData("rollback.yml", "blue-green-shop", "Blue-Green-SHOP")]
    [InlineData("release.yml", "echo activate", "echo ${{ github.sha }} ${{ env.RELEASE_ID }}")]
    [InlineData("release.yml", "environment: production", "environment: production # the one with reviewers")]
    public void Check_WhatOnlyLooksWrong_IsLeft(string file, string old, string @new) =>
        TrapTable.Demand(file, old, @new, string.Empty);
}
