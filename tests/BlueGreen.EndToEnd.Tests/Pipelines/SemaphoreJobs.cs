using System.Text;
using BlueGreen.EndToEnd.Tests.Support;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>Runs the jobs of one pipeline of Semaphore's.</summary>
/// <param name="repository">The repository.</param>
/// <param name="workflow">The workflow.</param>
/// <param name="environment">The environment variables of all its jobs.</param>
internal sealed class SemaphoreJobs(
    CiRepository repository, SemaphoreWorkflow workflow, IReadOnlyDictionary<string, string> environment)
{
    private static readonly string[] Colors = ["blue", "green"];

    /// <summary>Runs the one job of a block.</summary>
    /// <param name="global">What all jobs have.</param>
    /// <param name="block">The block.</param>
    public async Task<CliResult> RunAsync(YamlNode global, YamlNode block)
    {
        var task = block.Get("task")!.Knows("secrets", "env_vars", "jobs", "epilogue");
        var job = Assert.Single(task.Items("jobs")).Knows("name", "commands");
        global.Knows("prologue", "env_vars");
        var home = repository.NewMachine();
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["PATH"] = $"{home}/.toolbox:{Environment.GetEnvironmentVariable("PATH")}",
            ["SEMAPHORE_BLOCK_NAME"] = block.Text("name")!,
            ["SEMAPHORE_JOB_NAME"] = job.Text("name")!,
            ["SEMAPHORE_JOB_ID"] = Path.GetFileName(home),
            ["SIM_REPOSITORY"] = repository.Shop.Folder,
            ["SIM_STORE"] = workflow.Store,
        };
        foreach (var (name, value) in repository.Machine)
        {
            variables[name] = value;
        }

        foreach (var variable in global.Items("env_vars").Concat(task.Items("env_vars")))
        {
            variables[variable.Text("name")!] = variable.Text("value")!;
        }

        foreach (var secret in task.Items("secrets"))
        {
            GiveSecret(secret.Knows("name").Text("name")!, home, variables);
        }

        SemaphoreTools.Install(Path.Combine(home, ".toolbox"));
        Directory.CreateDirectory(workflow.Store);
        var script = Path.Combine(home, ".session");
        await File.WriteAllTextAsync(script, Script(global, task, job));
        await using var process = CliProcess.Start(home, variables, "bash", script);
        var result = await process.EndAsync();
        Assert.False(File.Exists(Path.Combine(workflow.Store, "misuse")), result.Output);
        return result;
    }

    private static string Script(YamlNode global, YamlNode task, YamlNode job)
    {
        var script = new StringBuilder(SemaphoreTools.Begin);
        var commands = global.Get("prologue")!.Knows("commands").Texts("commands").Concat(job.Texts("commands"));
        script.AppendJoin("", commands.Select(command => $"step {Quoted(command)}\n")).Append(SemaphoreTools.Turn);
        var always = task.Get("epilogue")?.Knows("always").Get("always")!.Knows("commands").Texts("commands") ?? [];
        return script
            .AppendJoin("", always.Select(command => $"after {Quoted(command)}\n"))
            .Append("exit \"$code\"\n")
            .ToString();
    }

    /// <summary>The secrets that the documentation says to make; another one is unknown to Semaphore too.</summary>
    private void GiveSecret(string name, string home, Dictionary<string, string> variables)
    {
        if (name is "kubeconfig")
        {
            Directory.CreateDirectory(Path.Combine(home, ".kube"));
            File.Copy(repository.Shop.Kubeconfig, Path.Combine(home, ".kube", "config"));
            return;
        }

        if (name is "dockerhub")
        {
            (variables["DOCKER_USERNAME"], variables["DOCKER_PASSWORD"]) = ("ada", "not-for-eyes");
            return;
        }

        variables["SHOP_COLOR"] = Assert.Single(Colors, color => name.Equals($"env-{color}", StringComparison.Ordinal));
    }

    private static string Quoted(string command) => $"'{command.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
