using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>Runs the steps of one job of GitHub's; known actions have a stand-in, another one fails the test.</summary>
/// <param name="repository">The repository.</param>
/// <param name="run">The run.</param>
/// <param name="environment">The environment variables of the runner.</param>
internal sealed class GitHubSteps(
    CiRepository repository, GitHubRun run, Dictionary<string, string> environment)
{
    private readonly string _machine = repository.NewMachine();
    private int _scripts;

    private string Workspace => Path.Combine(_machine, "work");

    /// <summary>Runs them; the test fails when one of them fails.</summary>
    /// <param name="variables">The environment variables of the workflow.</param>
    /// <param name="job">The job.</param>
    public async Task RunAsync(IEnumerable<(string Name, string Value)> variables, YamlNode job)
    {
        Directory.CreateDirectory(Workspace);
        Directory.CreateDirectory(Path.Combine(_machine, "temp"));
        run.Expressions.Values["runner.temp"] = Path.Combine(_machine, "temp");
        environment["HOME"] = _machine;
        environment["RUNNER_TEMP"] = Path.Combine(_machine, "temp");
        environment["GITHUB_WORKSPACE"] = Workspace;
        foreach (var (name, value) in variables)
        {
            environment[name] = run.Expressions.Replace(value);
        }

        var failed = new List<CliResult>();
        foreach (var step in job.Items("steps"))
        {
            step.Knows("name", "if", "uses", "with", "env", "run");
            if ((failed.Count == 0 || step.Text("if") is "always()")
                && await RunStepAsync(step) is { ExitCode: not 0 } bad)
            {
                failed.Add(bad);
            }
        }

        failed.FirstOrDefault()?.Exited(ExitCode.Done);
    }

    private async Task<CliResult?> RunStepAsync(YamlNode step)
    {
        if (step.Text("if") is { } condition)
        {
            Assert.Equal("always()", condition);
        }

        if (step.Text("uses") is not { } action)
        {
            return await RunScriptAsync(step);
        }

        Assert.Null(step.Text("run"));
        var inputs = step.Pairs("with").ToDictionary(
            pair => pair.Name, pair => run.Expressions.Replace(pair.Value), StringComparer.Ordinal);
        Act(action, inputs);
        return null;
    }

    /// <summary>The shell that GitHub takes when none is named: <c>bash -e FILE</c>.</summary>
    private async Task<CliResult> RunScriptAsync(YamlNode step)
    {
        var script = step.Text("run")!;
        Assert.DoesNotContain("${{", script, StringComparison.Ordinal);
        var number = FormattableString.Invariant($"{++_scripts}");
        var path = Path.Combine(_machine, "temp", $"script-{number}.sh");
        await File.WriteAllTextAsync(path, script);
        var own = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var name in new[] { "STEP_SUMMARY", "OUTPUT", "ENV", "PATH" })
        {
            own[$"GITHUB_{name}"] = Path.Combine(_machine, "temp", $"{name}-{number}");
            await File.WriteAllTextAsync(own[$"GITHUB_{name}"], "");
        }

        foreach (var (name, value) in step.Pairs("env"))
        {
            own[name] = run.Expressions.Replace(value);
        }

        await using var process = CliProcess.Start(Workspace, own, "bash", "-e", path);
        var result = await process.EndAsync();
        run.Summary.Append(await File.ReadAllTextAsync(own["GITHUB_STEP_SUMMARY"]));
        return result;
    }

    private void Act(string action, Dictionary<string, string> inputs)
    {
        var known = action switch
        {
            "actions/checkout@v6" => new[] { "persist-credentials" },
            "actions/setup-dotnet@v5" => ["dotnet-version"],
            "actions/upload-artifact@v6" => ["name", "path", "if-no-files-found", "overwrite"],
            "actions/download-artifact@v7" => ["name", "path"],
            _ => throw new NotSupportedException($"There is no stand-in for the action {action}."),
        };
        Assert.All(inputs.Keys, key => Assert.Contains(key, known, StringComparer.Ordinal));
        switch (action.Split('@')[0])
        {
            case "actions/checkout":
                Copy(repository.Shop.Folder, Workspace);
                break;
            case "actions/upload-artifact":
                Upload(Path.Combine(Workspace, inputs["path"]), Path.Combine(run.Store, inputs["name"]), inputs);
                break;
            case "actions/download-artifact":
                Copy(Path.Combine(run.Store, inputs["name"]), Path.Combine(Workspace, inputs["path"]));
                break;
        }
    }

    private static void Upload(string from, string to, Dictionary<string, string> inputs)
    {
        if (!Path.Exists(from))
        {
            Assert.Equal("ignore", inputs["if-no-files-found"]);
            return;
        }

        Assert.True(inputs.ContainsKey("overwrite") || !Directory.Exists(to), $"There is an artifact {to} already.");
        Copy(from, to);
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(to);
            File.Copy(from, Path.Combine(to, Path.GetFileName(from)), overwrite: true);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path, overwrite: true);
        }
    }
}
