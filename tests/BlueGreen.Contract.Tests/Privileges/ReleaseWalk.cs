using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>Every target once, in an order in which each has something to do.</summary>
internal static class ReleaseWalk
{
    private const string Settings =
        """
        smoke-test:
          - path: /ready
          - exec: [sh, -c, exit 0]
        migrate:
          expand: exit 0
          contract: exit 0

        """;

    /// <summary>Gets the runs.</summary>
    public static IReadOnlyList<WalkStep> Steps { get; } =
    [
        new("Plan", "r-1", "--tag=v1.0-green"),
        new("Deploy", "r-0", "--tag=v0.9-green") { Before = BreakAsync, Ends = ExitCode.NotSwitched },
        new("Deploy", "r-1", "--tag=v1.0-green") { Before = MendAsync },
        new("SmokeTest", "r-1", "--tag=v1.0-green"),
        new("Activate", "r-1", "--tag=v1.0-green"),
        new("Release", "r-2", "--tag=v2.0-blue") { Before = ScaleGreenAsync },
        new("Rollback", "r-2"),
        new("Status", "r-2"),
        new("Decommission", "r-2"),
    ];

    /// <summary>Gives an app what the walk needs.</summary>
    /// <param name="account">The app's account.</param>
    public static void Prepare(CiAccount account) =>
        account.App.Write(
            "bluegreen.yml",
            account.App.Settings.Replace("lease: 12s", "lease: 3s", StringComparison.Ordinal) + Settings);

    // As an autoscaler does: Activate has to bring the idle color to the same count.
    private static async Task ScaleGreenAsync(CiAccount account) => await account.App.Client.ScaleAsync(
        new ResourceRef(ResourceType.Deployments, account.App.Name, "shop-green"), 2);

    private static Task BreakAsync(CiAccount account)
    {
        account.App.Write(
            "manifests/deployment.yml",
            account.App.Deployment.Replace(
                "ports:", "command: [sh, -c, 'echo no database; exit 1']\n          ports:", StringComparison.Ordinal));
        return Task.CompletedTask;
    }

    private static Task MendAsync(CiAccount account)
    {
        account.App.Write("manifests/deployment.yml", account.App.Deployment);
        return Task.CompletedTask;
    }
}

/// <summary>One run of a walk.</summary>
/// <param name="Target">The target.</param>
/// <param name="ReleaseId">The id of the CI workflow.</param>
/// <param name="Arguments">Further arguments.</param>
internal sealed record WalkStep(string Target, string ReleaseId, params string[] Arguments)
{
    /// <summary>Gets how it ends when nothing is missing.</summary>
    public ExitCode Ends { get; init; } = ExitCode.Done;

    /// <summary>Gets what is done before, by others.</summary>
    public Func<CiAccount, Task> Before { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Runs it.</summary>
    public Task<ReleaseResult> RunAsync(CiAccount account) =>
        account.App.RunAsync(Target, ReleaseId, Arguments);
}
