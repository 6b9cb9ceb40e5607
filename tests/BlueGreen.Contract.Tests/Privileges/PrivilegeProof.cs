using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Errors;
using BlueGreen.MiniCluster;
using Xunit;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>Runs every target with all permissions, and then without one of them, for each.</summary>
/// <remarks>
/// The first walk tells by the decisions of the server which run asks for which permission. Then, before each run of a
/// second walk, what it asks for is taken away one by one and the run must fail; it succeeds with all of them in the
/// end, so that the next run finds what it needs.
/// </remarks>
public sealed class PrivilegeProof : IAsyncLifetime
{
    // Each lane is a walk of its own, in a namespace of its own, and proves a part.
    private const int Lanes = 3;

    /// <summary>Gets how each run ended with all permissions, and what it asked for.</summary>
    internal IReadOnlyList<WalkRecord> Records { get; private set; } = [];

    /// <summary>Gets the first run that each missing permission broke.</summary>
    internal IReadOnlyDictionary<Permission, ReleaseResult> Refusals { get; private set; } =
        new Dictionary<Permission, ReleaseResult>();

    public async Task InitializeAsync()
    {
        await using var cluster = await PrivilegeCluster.StartAsync();
        Records = await RecordAsync(cluster);
        if (Records.All(record => record.Result.ExitCode == (int)record.Step.Ends))
        {
            Refusals = await RefuseAsync(cluster, Records);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<IReadOnlyList<WalkRecord>> RecordAsync(PrivilegeCluster cluster)
    {
        await using var account = await CiAccount.OpenAsync(cluster);
        ReleaseWalk.Prepare(account);
        var records = new List<WalkRecord>();
        foreach (var step in ReleaseWalk.Steps)
        {
            await step.Before(account);
            var before = account.Decisions.Count;
            var result = await step.RunAsync(account);
            records.Add(new WalkRecord(step, result, [.. account.Decisions.Skip(before)]));
        }

        return records;
    }

    private static async Task<IReadOnlyDictionary<Permission, ReleaseResult>> RefuseAsync(
        PrivilegeCluster cluster, IReadOnlyList<WalkRecord> records)
    {
        var lanes = Documents.Permissions.Select(permission => permission with { Name = null })
            .OrderBy(permission => records.TakeWhile(record => !record.CanProve(permission)).Count())
            .Chunk((Documents.Permissions.Count + Lanes - 1) / Lanes);
        var refusals = await Task.WhenAll(lanes.Select(lane => RefuseAsync(cluster, records, lane)));
        return refusals.SelectMany(lane => lane).ToDictionary();
    }

    private static async Task<Dictionary<Permission, ReleaseResult>> RefuseAsync(
        PrivilegeCluster cluster, IReadOnlyList<WalkRecord> records, IReadOnlyList<Permission> permissions)
    {
        await using var account = await CiAccount.OpenAsync(cluster);
        ReleaseWalk.Prepare(account);
        var refusals = new Dictionary<Permission, ReleaseResult>();
        foreach (var record in records.TakeWhile(_ => refusals.Count < permissions.Count))
        {
            await record.Step.Before(account);
            var open = permissions.Where(one => !refusals.ContainsKey(one) && record.CanProve(one));
            foreach (var permission in open.OrderBy(Order))
            {
                await account.GrantAsync(without: permission);
                var result = await record.Step.RunAsync(account);
                if (result.ExitCode != (int)ExitCode.Done && permission.IsMissedIn(result))
                {
                    refusals[permission] = result;
                }
            }

            await account.GrantAsync();
            if (refusals.Count < permissions.Count)
            {
                (await record.Step.RunAsync(account)).Exited(record.Step.Ends);
            }
        }

        return refusals;
    }

    // A run that is refused leaves behind what it made before. So who creates is asked first, in the order in which
    // runs do: the lease, the journal, the rest.
    private static int Order(Permission permission) => (permission.Verb, permission.Resource) switch
    {
        ("create", "leases") => 0,
        ("create", "configmaps") => 1,
        ("create", _) => 2,
        _ => 3,
    };
}

/// <summary>A run with all permissions.</summary>
/// <param name="Step">What was run.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Decisions">What the server was asked for.</param>
internal sealed record WalkRecord(WalkStep Step, ReleaseResult Result, IReadOnlyList<AccessDecision> Decisions)
{
    /// <summary>Tells whether the run breaks without a permission. Logs and events only tell why something failed: a
    /// run that succeeds does without them.</summary>
    public bool CanProve(Permission permission) =>
        Decisions.Any(permission.IsAskedBy)
        && (Step.Ends != ExitCode.Done || permission.Resource is not ("pods/log" or "events"));
}
