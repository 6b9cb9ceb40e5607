using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Semaphore;

/// <summary>Each mistake is found at its place, by its name, and nothing else is.</summary>
public sealed class SemaphoreTrapTests
{
    private const string Queue = "queue:\n  name: blue-green shop\n  scope: organization\n";
    private const string Activate = "            - checkout\n            - ./build.sh --target=Activate\n";

    /// <summary>Gets the file, what is replaced, by what, and the findings.</summary>
    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "deploy.yml", "version: v1.0", "versions: v1.0", "deploy.yml:1:1 schema!; deploy.yml:1:1 schema!" },
        { "deploy.yml", "minutes: 30", "minutes: '30'", "deploy.yml:11:12 schema!" },
        { "semaphore.yml", "value: \"8080\"", "value: 8080", "semaphore.yml:12:18 schema!" },
        { "semaphore.yml", "value: \"8080\"", "value: true", "semaphore.yml:12:18 schema!" },
        { "semaphore.yml", "    dependencies: []\n", "", "semaphore.yml:7:5 dependencies!" },
        { "semaphore.yml", "[Test]", "[Tset]", "semaphore.yml:19:20 dependencies!" },
        { "semaphore.yml", "dependencies: []", "dependencies: [Pack]", "semaphore.yml:7:5 dependencies!" },
        { "semaphore.yml", "dependencies: []", "dependencies: [Test]", "semaphore.yml:7:5 dependencies!" },
        { "semaphore.yml", "AND tag", "AN tag", "semaphore.yml:28:13 when!" },
        { "semaphore.yml", "'^v.*-blue$'", "'^v(-blue$'", "semaphore.yml:28:13 when!" },
        { "semaphore.yml", "tag =~ '^v.*-blue$'", "tag = ''", "semaphore.yml:28:13 when!" },
        { "deploy.yml", "  - name: Deploy\n", "  - name: Deploy\n    run: {when: \"result = 'passed'\"}\n",
            "deploy.yml:14:17 when!" },
        { "deploy.yml", "      jobs:\n        - name: deploy\n",
            "      jobs:\n        - name: deploy\n          execution_time_limit: {hours: 1}\n",
            "deploy.yml:17:33 time-limit!" },
        { "activate.yml", "  - name: Activate\n",
            "  - name: Activate\n    execution_time_limit: {minutes: 61}\n", "activate.yml:12:27 time-limit!" },
        { "deploy.yml", "minutes: 30", "hours: 25", "deploy.yml:11:3 time-limit!" },
        { "deploy.yml", "minutes: 30\nblocks:\n  - name: Deploy\n",
            "hours: 24\nblocks:\n  - name: Deploy\n    execution_time_limit: {hours: 25}\n",
            "deploy.yml:14:27 time-limit!; deploy.yml:14:27 time-limit!" },
    };

    /// <summary>Gets the file, what is replaced, by what, and the findings.</summary>
    public static TheoryData<string, string, string, string> Traps => new()
    {
        { "semaphore.yml", "result = 'passed' AND tag =~ '^v.*-blue$'",
            "\"branch = 'x' or result = 'passed' and tag =~ '^v.*-blue$'\"", "semaphore.yml:28:13 when-order" },
        { "deploy.yml", Queue, "", "deploy.yml:1:1 queue-missing" },
        { "activate.yml", "name: blue-green shop", "name: blue-green", "deploy.yml:7:3 queue-differs" },
        { "activate.yml", "  scope: organization\n", "", "deploy.yml:7:3 queue-differs" },
        { "activate.yml", Queue, "queue:\n  processing: serialized\n  scope: project\n",
            "activate.yml:8:10 queue-scope" },
        { "activate.yml", Queue, "queue:\n  processing: serialized\n", "activate.yml:7:3 queue-default" },
        { "activate.yml", Queue, "queue: [{processing: serialized, when: true}]\n", "activate.yml:6:8 queue-default" },
        { "activate.yml", "scope: organization", "scope: organization\n  processing: parallel",
            "activate.yml:9:15 queue-parallel" },
        { "activate.yml", "scope: organization", "scope: organization\n  when: \"tag =~ '^v'\"",
            "activate.yml:9:9 queue-when" },
        { "activate.yml", Queue, "queue:\n  - name: blue-green shop\n    scope: organization\n",
            "activate.yml:7:5 queue-when" },
        { "activate.yml", Queue,
            "queue:\n  - name: blue-green shop\n    scope: organization\n    when: \"tag =~ '-blue$'\"\n",
            "activate.yml:7:3 queue-default" },
        { "activate.yml", Queue,
            "queue:\n  - {name: blue-green shop, scope: organization, when: \"tag =~ '-blue$'\"}\n"
                + "  - {name: green, scope: organization, when: true}\n",
            "activate.yml:7:3 queue-differs" },
        { "activate.yml", "name: blue-green shop", "name: shop ${{parameters.COLOR}}",
            "activate.yml:7:9 queue-differs; deploy.yml:7:3 queue-differs; deploy.yml:22:20 parameter" },
        { "deploy.yml", "partial_rerun: block", "auto_cancel: {queued: {when: true}}\npartial_rerun: block",
            "deploy.yml:9:14 auto-cancel" },
        { "semaphore.yml", "name: Build\n",
            "name: Build\nqueue: {name: blue-green shop, scope: organization}\nauto_cancel: {running: {when: true}}\n",
            "semaphore.yml:4:14 auto-cancel" },
        { "deploy.yml", "partial_rerun: block\n", "", "deploy.yml:1:1 partial-rerun" },
        { "deploy.yml", "partial_rerun: block", "partial_rerun: jobs", "deploy.yml:1:1 partial-rerun" },
        { "deploy.yml", "partial_rerun: block\nexecution_time_limit:\n  minutes: 30\nblocks:\n",
            "blocks:\n  - partial_rerun: block\n    task: {jobs: [{commands: [checkout]}]}\n",
            "deploy.yml:1:1 partial-rerun" },
        { "deploy.yml", "  - name: Deploy\n", "  - name: Deploy\n    partial_rerun: jobs\n",
            "deploy.yml:14:20 partial-rerun" },
        { "deploy.yml", "promotions:", "after_pipeline:\n  task:\n    jobs:\n      - commands:\n"
            + "          - kubectl delete deployment shop\npromotions:", "deploy.yml:24:13 after-pipeline" },
        { "deploy.yml", "activate.yml", "activate.yaml", "deploy.yml:22:20 file-missing" },
        { "deploy.yml", "activate.yml", "/activate.yml", "deploy.yml:22:20 file-missing" },
        { "activate.yml", "commands:\n" + Activate, "commands_file: nothing.sh\n", "activate.yml:14:26 file-missing" },
        { "deploy.yml", "${{parameters.COLOR}}", "it",
            "semaphore.yml:31:17 parameter; semaphore.yml:40:17 parameter" },
        { "deploy.yml", "checkout", "checkout ${{parameters.SIZE}}",
            "deploy.yml:18:15 parameter-place; semaphore.yml:26:20 parameter; semaphore.yml:35:20 parameter" },
        { "deploy.yml", "      jobs:\n",
            "      env_vars: [{name: COLOR_TEST, value: \"${{parameters.COLOR}}\"}]\n      jobs:\n",
            "deploy.yml:15:44 parameter-place" },
        { "semaphore.yml", "          required: true\n", "", "semaphore.yml:31:11 parameter-empty" },
        { "semaphore.yml", "          default_value: blue\n", "", "semaphore.yml:31:11 parameter-empty" },
        { "semaphore.yml", "'^v.*-blue$'", "'^v[0-9]+-blue$'", "semaphore.yml:28:13 tag-missed" },
        { "semaphore.yml", "'^v.*-blue$'", "'-blue$'", "semaphore.yml:28:13 tag-extra" },
        { "semaphore.yml", "'^v.*-green$'", "'^v.*-'",
            "semaphore.yml:37:13 tag-extra; semaphore.yml:37:13 tag-twice" },
        { "semaphore.yml", "name: Build", "# bluegreen: allow everything\nname: Build", "semaphore.yml:2:1 allow" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_WhatSemaphoreRefuses_IsFound(string file, string old, string @new, string expected) =>
        TrapTable.Demand(file, old, @new, expected);

    [Theory]
    [MemberData(nameof(Traps))]
    public void Check_WhatHurtsOnSemaphore_IsFound(string file, string old, string @new, string expected) =>
        TrapTable.Demand(file, old, @new, expected);

    /// <summary>What looks near a mistake, and is none.</summary>
    [Theory]
    [InlineData("deploy.yml", "--target=Deploy", "--target=Deploy --dryrun")]
    [InlineData("semaphore.yml", "./build.sh --target=Test", "echo kubectl apply -f x")]
    [InlineData("semaphore.yml", "'^v.*-blue$'", "'^v.+-blue$'")]
    [InlineData("semaphore.yml", "tag =~ '^v.*-blue$'", "(tag =~ '^v1' or tag =~ '^v.*-blue$') and tag =~ 'blue$'")]
    [InlineData("deploy.yml", "activate.yml", "/.semaphore/activate.yml")]
    [InlineData("activate.yml", "partial_rerun: block\nblocks:\n  - name: Activate\n",
        "blocks:\n  - name: Activate\n    partial_rerun: block\n")]
    [InlineData("semaphore.yml", "'^v.*-blue$'", "'^v[[:alnum:]._-]++-blue$'")]
    [InlineData("semaphore.yml", "'^v.*-blue$'", "'^v(?P<version>\\h|.)*+-blue$'")]
    [InlineData("deploy.yml", "checkout", "checkout # ${{parameters.SIZE}}")]
    [InlineData("deploy.yml", "name: Deploy to", "# name: ${{parameters.SIZE}}\nname: Deploy to")]
    [InlineData("deploy.yml", "activate.yml", "\"${{parameters.COLOR}}.yml\"")]
    [InlineData("deploy.yml", Queue,
        "queue: [{name: blue-green shop, scope: organization, when: \"'${{parameters.COLOR}}' = 'prod'\"}]\n")]
    [InlineData("deploy.yml", "- name: Deploy\n", "- name: Deploy\n    run: {when: \"%{{parameters.COLOR}}\"}\n")]
    [InlineData("deploy.yml", "activate.yml", "./x/../activate.yml")]
    [InlineData("activate.yml", Queue, "queue:\n  - {name: blue-green shop, scope: organization, when: true}\n")]
    [InlineData("activate.yml", Queue, "queue:\n  - name: blue-green shop\n    scope: organization\n"
        + "    when: \"tag =~ '^v.*-(blue|green)$'\"\n")]
    [InlineData("semaphore.yml", "version: v1.0", "# bluegreen: allow queue-missing, partial-rerun\nversion: v1.0")]
    public void Check_WhatOnlyLooksWrong_IsLeft(string file, string old, string @new) =>
        TrapTable.Demand(file, old, @new, string.Empty);

    [Theory]
    [InlineData("name: blue-green  # bluegreen: allow queue-differs", 0)]
    [InlineData("# bluegreen: allow queue-parallel, queue-differs\n  name: blue-green", 0)]
    [InlineData("# bluegreen: allow queue-differs\n  # Because of that.\n\n  name: blue-green", 0)]
    [InlineData("name: blue-green # bluegreen: allow queue-parallel", 1)]
    public void Check_WhatAUserAllows_IsLeftWhereTheCommentStands(string @new, int expected)
    {
        var files = Samples.With("deploy.yml", "name: blue-green shop", @new);

        Assert.Equal(expected, PipelineCheck.Check(files, new PipelineExpectations()).Count);
    }
}
