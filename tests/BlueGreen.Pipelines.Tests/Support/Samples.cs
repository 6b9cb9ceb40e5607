using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>Good pipeline files, small, to be spoiled by tests.</summary>
internal static class Samples
{
    public const string SemaphoreYml =
        """
        version: v1.0
        name: Build
        agent:
          machine:
            type: e1-standard-2
        blocks:
          - name: Test
            dependencies: []
            task:
              env_vars:
                - name: PORT
                  value: "8080"
              jobs:
                - name: test
                  commands:
                    - checkout
                    - ./build.sh --target=Test
          - name: Pack
            dependencies: [Test]
            task:
              jobs:
                - commands:
                    - checkout
        promotions:
          - name: Deploy blue
            pipeline_file: deploy.yml
            auto_promote:
              when: result = 'passed' AND tag =~ '^v.*-blue$'
            parameters:
              env_vars:
                - name: COLOR
                  required: true
                  default_value: blue
          - name: Deploy green
            pipeline_file: deploy.yml
            auto_promote:
              when: result = 'passed' AND tag =~ '^v.*-green$'
            parameters:
              env_vars:
                - name: COLOR
                  required: true
                  default_value: green

        """;

    public const string DeployYml =
        """
        version: v1.0
        name: Deploy to ${{parameters.COLOR}}
        agent:
          machine:
            type: e1-standard-2
        queue:
          name: blue-green shop
          scope: organization
        partial_rerun: block
        execution_time_limit:
          minutes: 30
        blocks:
          - name: Deploy
            task:
              jobs:
                - name: deploy
                  commands:
                    - checkout
                    - ./build.sh --target=Deploy
        promotions:
          - name: Activate
            pipeline_file: activate.yml

        """;

    public const string ActivateYml =
        """
        version: v1.0
        name: Activate
        agent:
          machine:
            type: e1-standard-2
        queue:
          name: blue-green shop
          scope: organization
        partial_rerun: block
        blocks:
          - name: Activate
            task:
              jobs:
                - commands:
                    - checkout
                    - ./build.sh --target=Activate

        """;

    public const string ReleaseYml =
        """
        name: Release
        on:
          push:
            tags: ['v*-blue', 'v*-green']
        permissions:
          contents: read
        jobs:
          test:
            runs-on: ubuntu-24.04
            timeout-minutes: 15
            steps:
              - uses: actions/checkout@v4
              - run: ./build.sh --target=Test
          deploy:
            needs: [test]
            runs-on: ubuntu-24.04
            timeout-minutes: 45
            concurrency:
              group: blue-green-shop
              queue: max
              cancel-in-progress: false
            steps:
              - uses: actions/checkout@v4
              - run: exec ./build.sh --target=Deploy
          approve:
            needs: deploy
            runs-on: ubuntu-24.04
            timeout-minutes: 5
            environment: production
            steps:
              - run: echo approved
          activate:
            needs: approve
            runs-on: ubuntu-24.04
            timeout-minutes: 45
            concurrency: {group: blue-green-shop, queue: max, cancel-in-progress: false}
            steps:
              - uses: actions/checkout@v4
              - run: |
                  echo activate
                  exec ./build.sh --target=Activate

        """;

    public const string RollbackYml =
        """
        name: Rollback
        on:
          workflow_dispatch:
            inputs:
              release-id:
                description: Whose release
                type: string
                required: true
        jobs:
          rollback:
            runs-on: ubuntu-24.04
            timeout-minutes: 45
            permissions: {contents: read}
            concurrency: {group: blue-green-shop, queue: max, cancel-in-progress: false}
            steps:
              - uses: actions/checkout@v4
              - env:
                  RELEASE_ID: ${{ inputs.release-id }}
                run: exec ./build.sh --target=Rollback --release-id="$RELEASE_ID"

        """;

    /// <summary>Gets the good files of both systems, by their short names.</summary>
    public static IReadOnlyDictionary<string, PipelineSource> All { get; } =
        new Dictionary<string, PipelineSource>(StringComparer.Ordinal)
        {
            ["semaphore.yml"] = new(".semaphore/semaphore.yml", SemaphoreYml),
            ["deploy.yml"] = new(".semaphore/deploy.yml", DeployYml),
            ["activate.yml"] = new(".semaphore/activate.yml", ActivateYml),
            ["release.yml"] = new(".github/workflows/release.yml", ReleaseYml),
            ["rollback.yml"] = new(".github/workflows/rollback.yml", RollbackYml),
        };

    /// <summary>Lists all good files with one of them changed.</summary>
    public static IReadOnlyList<PipelineSource> With(string file, string old, string @new)
    {
        var good = All[file].Text;
        if (!good.Contains(old, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{old}' is not in {file}.", nameof(old));
        }

        var at = good.IndexOf(old, StringComparison.Ordinal);
        return [.. All.Select(each => each.Key.Equals(file, StringComparison.Ordinal)
            ? each.Value with { Text = $"{good[..at]}{@new}{good[(at + old.Length)..]}" }
            : each.Value)];
    }
}
