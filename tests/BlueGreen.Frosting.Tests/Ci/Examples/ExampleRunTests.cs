using System.Diagnostics;
using System.Text;
using BlueGreen.Ci;
using Xunit;

namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>Runs the commands of every job of every example in a real shell, with a stand-in for the program.</summary>
[Trait("Kind", "Loopback")]
public sealed class ExampleRunTests : IDisposable
{
    private const string Kubeconfig = "apiVersion: v1 # the secret of the cluster\n";

    private const string Program =
        """
        #!/usr/bin/env bash
        set -eu
        echo "$* $(cat "$KUBECONFIG")" >> calls
        if [[ -n ${KUBECONFIG_BASE64:-} && $(stat -c %a "$KUBECONFIG") != 600 ]]; then
          echo "others can read it" >> calls
        fi
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen example-").FullName;

    public static TheoryData<CiSystem> Systems => [.. CiExamples.All.Keys];

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Jobs_OneAfterTheOther_CallTheirTargetsWithTheKubeconfig(CiSystem system)
    {
        Write("build.sh", Program);
        Write("bash_env", string.Empty);
        var isText = system is CiSystem.CircleCi or CiSystem.TeamCity;
        if (!isText)
        {
            Write("kubeconfig", Kubeconfig);
        }

        var scripts = CiExamples.All[system]().SelectMany(job => job.Scripts);
        var output = string.Empty;
        foreach (var script in scripts)
        {
            output += await RunAsync(script, isText);
        }

        Assert.Equal(
            new[] { "Deploy", "SmokeTest", "Activate", "Rollback", "Decommission" }
                .Select(target => $"--target={target} {Kubeconfig.Trim()}").ToArray(),
            await File.ReadAllLinesAsync(Path.Combine(_folder, "calls")));
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(
                path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<string> RunAsync(string script, bool isText)
    {
        var start = new ProcessStartInfo("bash", ["-eo", "pipefail", "-c", script])
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _folder;
        start.Environment["BASH_ENV"] = Path.Combine(_folder, "bash_env");
        start.Environment["TEAMCITY_TEMP"] = _folder;
        start.Environment["KUBECONFIG"] = Path.Combine(_folder, "kubeconfig");
        start.Environment.Remove("KUBECONFIG_BASE64");
        if (isText)
        {
            start.Environment.Remove("KUBECONFIG");
            start.Environment["KUBECONFIG_BASE64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Kubeconfig));
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        output += await errors;
        Assert.True(process.ExitCode == 0, $"{script}\n{output}");
        return output;
    }
}
