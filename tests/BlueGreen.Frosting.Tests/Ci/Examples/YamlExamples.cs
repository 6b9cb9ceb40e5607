using System.Globalization;

namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>Reads the four examples that are YAML, as their CI system does.</summary>
internal static class YamlExamples
{
    public static IEnumerable<ExampleJob> GitLab()
    {
        var file = ExampleFile.ReadYaml("gitlab/.gitlab-ci.yml");
        foreach (var name in file.Keys.Where(key => file[key]["script"].IsThere))
        {
            var job = file[name];
            var parent = file[job["extends"].Text!];
            var rule = job["rules"].Items.Single();
            yield return new ExampleJob(name, [string.Join('\n', job["script"].Texts)])
            {
                Slot = parent["resource_group"].Text,
                LimitMinutes = Minutes(parent["timeout"].Text),
                Needs = job["needs"].Texts,
                WaitsForAPerson = rule["when"].Text is "manual",
                Takes = TagRule(rule["if"].Text!),
            };
        }
    }

    public static IEnumerable<ExampleJob> Azure()
    {
        var file = ExampleFile.ReadYaml("azure/azure-pipelines.yml");
        var takes = ExampleFile.Globs(file["trigger"]["tags"]["include"].Texts);
        foreach (var stage in file["stages"].Items)
        {
            var job = stage["jobs"].Items.Single();
            var steps = job["strategy"]["runOnce"]["deploy"]["steps"];
            yield return new ExampleJob(
                stage["stage"].Text!, [.. steps.Items.Select(step => step["bash"].Text).OfType<string>()])
            {
                // The lock stands on the environment, and holds in order of arrival only with this word.
                Slot = file["lockBehavior"].Text is "sequential" ? job["environment"].Text : null,
                LimitMinutes = Minutes(job["timeoutInMinutes"].Text),
                Needs = stage["dependsOn"].Texts,
                WaitsForAPerson = stage["trigger"].Text is "manual",
                Takes = tag => takes(tag) && !file["trigger"]["branches"]["include"].IsThere,
            };
        }
    }

    public static IEnumerable<ExampleJob> CircleCi()
    {
        var file = ExampleFile.ReadYaml("circleci/config.yml");
        foreach (var entry in file["workflows"]["release"]["jobs"].Items)
        {
            var name = entry.Keys.Single();
            var use = entry[name];
            var steps = file["jobs"][name]["steps"].Items.Where(step => step["release"].IsThere);
            var runs = file["commands"]["release"]["steps"].Items.Select(step => step["run"]).ToList();
            yield return new ExampleJob(
                name, [.. steps.SelectMany(step => Fill(runs, step["release"]["target"].Text!))])
            {
                Slot = use["serial-group"].Text,
                LimitMinutes = runs.Max(run => Minutes(run["no_output_timeout"].Text)),
                Needs = use["requires"].Texts,
                WaitsForAPerson = use["type"].Text is "approval",
                Takes = ExampleFile.Pattern(use["filters"]["tags"]["only"].Text ?? "/(?!)/"),
            };
        }
    }

    public static IEnumerable<ExampleJob> Buildkite()
    {
        var file = ExampleFile.ReadYaml("buildkite/pipeline.yml");
        foreach (var step in file["steps"].Items)
        {
            yield return new ExampleJob(
                step["block"].Text ?? step["label"].Text!,
                step["command"].IsThere ? [string.Join('\n', step["command"].Texts)] : [])
            {
                Slot = step["concurrency"].Text is "1" && step["concurrency_method"].Text is "eager"
                    ? step["concurrency_group"].Text
                    : null,
                LimitMinutes = Minutes(step["timeout_in_minutes"].Text),
                Needs = step["depends_on"].Texts,
                WaitsForAPerson = step["block"].IsThere,
                Takes = ExampleFile.Pattern(step["if"].Text!.Replace("$$", "$", StringComparison.Ordinal)),
            };
        }
    }

    private static IEnumerable<string> Fill(List<YamlNodeView> runs, string target) => runs.Select(run =>
        run["command"].Text!.Replace("<< parameters.target >>", target, StringComparison.Ordinal));

    private static Func<string, bool> TagRule(string condition)
    {
        Assert(condition.StartsWith("$CI_COMMIT_TAG =~ /", StringComparison.Ordinal), condition);
        return ExampleFile.Pattern(condition);
    }

    private static void Assert(bool holds, string what) => Xunit.Assert.True(holds, what);

    private static int? Minutes(string? text) => text is null
        ? null
        : int.Parse(text.TrimEnd('m').Split(' ')[0], CultureInfo.InvariantCulture);
}
