using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.GitHub;

/// <summary>What we take for a workflow is what SchemaStore's schema takes for one.</summary>
public sealed class GitHubSchemaTests
{
    private const string Schema = SchemaOracle.GitHubSchema;
    private const string Jobs = "jobs: {a: {runs-on: x, steps: [{run: ls}]}}";

    private static readonly string[] Good =
    [
        $"on: push\n{Jobs}",
        $"on: [push, workflow_dispatch]\n{Jobs}",
        $"on: {{push: , workflow_dispatch: }}\n{Jobs}",
        $"on: {{push: {{tags: [a, b], branches-ignore: [c]}}}}\n{Jobs}",
        $"on: {{schedule: [{{cron: '0 0 * * *'}}]}}\n{Jobs}",
        $"on: {{workflow_dispatch: {{inputs: {{a: {{type: choice, options: [x]}}, b: {{required: true}}}}}}}}\n{Jobs}",
        $"on: {{workflow_dispatch: {{inputs: {{a: {{default: 1, type: number}}}}}}}}\n{Jobs}",
        $"name: a\nrun-name: b\non: push\nenv: {{A: 1, B: true, C: x}}\ndefaults: {{run: {{shell: bash}}}}\n{Jobs}",
        $"on: push\nenv: ${{{{ fromJson('x') }}}}\n{Jobs}",
        $"on: push\npermissions: read-all\nconcurrency: a\n{Jobs}",
        $"on: push\npermissions: {{}}\nconcurrency: {{group: a, cancel-in-progress: '${{{{ x }}}}'}}\n{Jobs}",
        $"on: push\npermissions: {{id-token: write, contents: none, models: read}}\n{Jobs}",
        "on: push\njobs: {a: {runs-on: [self-hosted, x], needs: b, steps: [{uses: a@v1, with: {x: 1}}]}, "
            + "b: {runs-on: {group: g, labels: [l]}, if: true, timeout-minutes: 1.5, steps: [{run: ls, shell: sh}]}}",
        "on: push\njobs: {a: {runs-on: x, environment: {name: p, url: u, deployment: false}, outputs: {x: y}, "
            + "container: {image: i, ports: [80, '81']}, services: {db: {image: d, command: c}}, "
            + "strategy: {matrix: {v: [1, 2]}, fail-fast: false, max-parallel: 2}, continue-on-error: true}}",
        "on: push\njobs: {a: {uses: ./.github/workflows/x.yml, with: {a: b}, secrets: inherit, needs: [b]}, "
            + "b: {uses: o/r/.github/workflows/x.yml@v1, secrets: {A: b}, permissions: {contents: read}}}",
        "on: push\njobs: {a: {runs-on: x, steps: [{id: a, name: b, if: x, run: ls, working-directory: d, "
            + "env: {A: 1}, continue-on-error: '${{ x }}', timeout-minutes: 3}]}}",
        "on: push\njobs: {a: {runs-on: '${{ matrix.os }}', strategy: {matrix: '${{ fromJson(x) }}'}}}",
        "on: workflow_call\njobs: {a_-1: {runs-on: x}}",
    ];

    private static readonly string[] Bad =
    [
        Jobs,
        "on: push",
        "on: push\njobs: {}",
        $"on: pushed\n{Jobs}",
        $"on: []\n{Jobs}",
        $"on: {{pushed: }}\n{Jobs}",
        $"on: {{push: {{tag: [a]}}}}\n{Jobs}",
        $"on: {{push: {{tags: []}}}}\n{Jobs}",
        $"on: {{push: {{tags: [a], tags-ignore: [b]}}}}\n{Jobs}",
        $"on: {{schedule: [{{corn: x}}]}}\n{Jobs}",
        $"on: {{workflow_dispatch: {{inputs: {{a: {{kind: x}}}}}}}}\n{Jobs}",
        $"on: {{workflow_dispatch: {{inputs: {{a: {{type: text}}}}}}}}\n{Jobs}",
        $"on: {{workflow_dispatch: {{inputs: {{1a: {{type: string}}}}}}}}\n{Jobs}",
        $"on: push\nenvironment: a\n{Jobs}",
        $"on: push\nenv: [A]\n{Jobs}",
        $"on: push\nenv: {{A: [1]}}\n{Jobs}",
        $"on: push\ndefaults: {{run: {{}}}}\n{Jobs}",
        $"on: push\npermissions: all\n{Jobs}",
        $"on: push\npermissions: {{content: read}}\n{Jobs}",
        $"on: push\npermissions: {{models: write}}\n{Jobs}",
        $"on: push\nconcurrency: {{queue: max}}\n{Jobs}",
        $"on: push\nconcurrency: {{group: a, queue: maxx}}\n{Jobs}",
        $"on: push\nconcurrency: {{group: a, cancel-in-progress: 'yes'}}\n{Jobs}",
        "on: push\njobs: {1a: {runs-on: x}}",
        "on: push\njobs: {a: {steps: [{run: ls}]}}",
        "on: push\njobs: {a: {runs-on: x, uses: ./.github/workflows/x.yml}}",
        "on: push\njobs: {a: {uses: ./.github/workflows/x.yml, timeout-minutes: 5}}",
        "on: push\njobs: {a: {uses: ./x}}",
        "on: push\njobs: {a: {runs-on: x, steps: []}}",
        "on: push\njobs: {a: {runs-on: x, steps: [{name: b}]}}",
        "on: push\njobs: {a: {runs-on: x, steps: [{run: ls, uses: a@v1}]}}",
        "on: push\njobs: {a: {runs-on: x, steps: [{run: ls, command: b}]}}",
        "on: push\njobs: {a: {runs-on: x, needs: [], steps: [{run: ls}]}}",
        "on: push\njobs: {a: {runs-on: x, needs: [1b], steps: [{run: ls}]}}",
        "on: push\njobs: {a: {runs-on: x, environment: {url: b}}}",
        "on: push\njobs: {a: {runs-on: x, timeout-minutes: '5'}}",
        "on: push\njobs: {a: {runs-on: x, timeout_minutes: 5}}",
        "on: push\njobs: {a: {runs-on: x, strategy: {fail-fast: [1]}}}",
        "on: push\njobs: {a: {runs-on: x, container: {name: b}}}",
        "on: push\njobs: {a: {runs-on: x, outputs: {}}}",
    ];

    /// <summary>SchemaStore's schema is stricter than GitHub's own reader.</summary>
    [Theory]
    [InlineData("on: {push: {tags: a}}\nname: 2024\ndescription: b\n"
        + "jobs: {a: {runs-on: 5, cancel-timeout-minutes: 1}}")]
    [InlineData("on: {push: {tags: [1.0]}}\nconcurrency: {group: 1}\njobs: {a: {runs-on: x, steps: [{run: 1}]}}")]
    [InlineData("on: {workflow_dispatch: {inputs: {a: {type: choice, options: [1, 2]}}}}\njobs: {a: {runs-on: x}}")]
    [InlineData("on: [image_version, pull_request_comment]\nenv: {A: }\njobs: {a: {runs-on: x, env: {A: }}}")]
    [InlineData("on: push\npermissions: {vulnerability-alerts: read, copilot-requests: write}\n"
        + "jobs: {a: {runs-on: x, if: 1, strategy: {fail-fast: '${{ x }}', max-parallel: 1}}}")]
    public void Check_WhatOnlyGitHubTakes_IsTaken(string text) => Assert.DoesNotContain(
        PipelineCheck.Check([new PipelineSource(".github/workflows/a.yml", text)], new PipelineExpectations()),
        finding => finding.Gravity is FindingGravity.Refused);

    [SharedFact(Schema)]
    public void Check_GoodWorkflows_AreGoodToBoth() => Assert.All(Good, text => Agree(text, isGood: true));

    [SharedFact(Schema)]
    public void Check_BadWorkflows_AreBadToBoth() => Assert.All(Bad, text => Agree(text, isGood: false));

    /// <summary>The engine leaves out what depends on another key.</summary>
    [Theory]
    [InlineData("on: push\njobs: {a: {runs-on: x, steps: [{uses: a@v1, shell: bash}]}}")]
    [InlineData("on: push\njobs: {a: {runs-on: x, steps: [{uses: a@v1, working-directory: b}]}}")]
    [InlineData("on: {workflow_dispatch: {inputs: {a: {type: choice}}}}\njobs: {a: {runs-on: x}}")]
    [InlineData("on: {workflow_dispatch: {inputs: {a: {type: boolean, default: 'true'}}}}\njobs: {a: {runs-on: x}}")]
    [InlineData("on: {workflow_dispatch: {inputs: {a: {type: number, default: x}}}}\njobs: {a: {runs-on: x}}")]
    public void Check_WhatTheEngineDoesNotSee_IsRefused(string text) => Assert.Contains(
        PipelineCheck.Check([new PipelineSource(".github/workflows/a.yml", text)], new PipelineExpectations()),
        finding => finding is { Rule: PipelineRules.Schema, Gravity: FindingGravity.Refused });

    /// <summary>What we refuse by our shape the schema refuses, and the other way round.</summary>
    [SharedFact(Schema)]
    public void Check_ExamplesOfTraps_FitTheSchemaWhereWeSaySo() => Assert.All(
        GitHubTrapTests.Refused.Concat(GitHubTrapTests.Traps),
        row =>
        {
            var (file, old, @new, expected) = ((string)row[0], (string)row[1], (string)row[2], (string)row[3]);

            // Conditional parts are beyond the engine.
            if (file is not "rollback.yml" || !expected.Contains("schema", StringComparison.Ordinal))
            {
                Agree(Spoiled(file, old, @new), !expected.Contains("schema", StringComparison.Ordinal));
            }
        });

    [SharedFact(SchemaOracle.SemaphoreSchema)]
    public void Check_ExamplesOfSemaphoresTraps_FitTheSchemaWhereWeSaySo() => Assert.All(
        Semaphore.SemaphoreTrapTests.Refused.Concat(Semaphore.SemaphoreTrapTests.Traps),
        row =>
        {
            var (file, old, @new, expected) = ((string)row[0], (string)row[1], (string)row[2], (string)row[3]);
            var text = Spoiled(file, old, @new);
            var errors = SchemaOracle.Semaphore(text);
            Assert.True(
                (errors.Count == 0) == !expected.Contains("schema", StringComparison.Ordinal),
                $"{string.Join('\n', errors)}\n{text}");
        });

    private static string Spoiled(string file, string old, string @new) => Samples.With(file, old, @new)
        .First(each => each.Name.EndsWith($"/{file}", StringComparison.Ordinal)).Text;

    private static void Agree(string text, bool isGood)
    {
        var ours = PipelineCheck
            .Check([new PipelineSource(".github/workflows/a.yml", text)], new PipelineExpectations())
            .Where(finding => finding.Rule is PipelineRules.Schema or PipelineRules.Yaml)
            .ToList();
        var theirs = SchemaOracle.GitHub(text);

        Assert.True(isGood == (ours.Count == 0), $"ours: {string.Join('\n', ours)}\n{text}");
        Assert.True(isGood == (theirs.Count == 0), $"theirs: {string.Join('\n', theirs)}\n{text}");
    }
}
