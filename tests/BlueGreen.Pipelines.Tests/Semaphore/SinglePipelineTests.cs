using BlueGreen.Pipelines.Checking;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Semaphore;

/// <summary>One file without promotions, as the Community Edition needs it, is held to the same.</summary>
public sealed class SinglePipelineTests
{
    private const string Single =
        """
        version: v1.0
        agent: {machine: {type: e1-standard-2}}
        queue:
          - name: blue-green shop
            scope: organization
            when: tag =~ '^v.*-(blue|green)$'
        partial_rerun: block
        blocks:
          - name: Test
            dependencies: []
            task:
              jobs:
                - commands: [./build.sh --target=Test]
          - name: Deploy
            dependencies: [Test]
            run:
              when: tag =~ '^v.*-(blue|green)$'
            task:
              jobs:
                - commands: [./build.sh --target=Deploy]

        """;

    [Theory]
    [InlineData("", "", "")]
    [InlineData("run:\n      when: tag =~ '^v.*-(blue|green)$'", "skip:\n      when: tag !~ '^v.*-(blue|green)$'", "")]
    [InlineData("run:\n      when: tag =~ '^v.*-(blue|green)$'", "run:\n      when: tag =~ '^v.*-blue$'",
        "17 tag-missed")]
    [InlineData("run:\n      when: tag =~ '^v.*-(blue|green)$'", "skip:\n      when: tag =~ '-rc'",
        "17 tag-missed; 17 tag-missed; 17 tag-extra")]
    [InlineData("run:\n      when: tag =~ '^v.*-(blue|green)$'", "run:\n      when: tag =~ '^v'", "17 tag-extra")]
    [InlineData("    when: tag =~ '^v.*-(blue|green)$'\npart", "    when: tag =~ '^v.*-blue$'\npart",
        "4 queue-default")]
    public void Check_OneFileForAll_IsHeldToTheSame(string old, string @new, string expected)
    {
        var text = old.Length == 0 ? Single : Single.Replace(old, @new, StringComparison.Ordinal);
        var findings = PipelineCheck.Check(
            [new PipelineSource(".semaphore/semaphore.yml", text)], new PipelineExpectations());

        Assert.Equal(
            expected, string.Join("; ", findings.Select(finding => $"{finding.At.Line} {finding.Rule}")));
    }
}
