using System.Collections.Immutable;
using System.Reflection;

namespace BlueGreen.Pipelines.Checking;

/// <summary>The short names of all rules, as in findings, and in <c>docs/pipeline-checks.md</c>.</summary>
public static class PipelineRules
{
    /// <summary>The file can be read as YAML, as both CI systems read it.</summary>
    public const string Yaml = "yaml";

    /// <summary>Every key is known and holds what it may hold.</summary>
    public const string Schema = "schema";

    /// <summary>A comment that allows something names a rule.</summary>
    public const string Allow = "allow";

    /// <summary>A file that another one names is there.</summary>
    public const string FileMissing = "file-missing";

    /// <summary>Blocks wait for blocks that exist, and never for each other.</summary>
    public const string Dependencies = "dependencies";

    /// <summary>A condition can be read, and asks for what is known.</summary>
    public const string When = "when";

    /// <summary>A condition does not mix <c>and</c> and <c>or</c> without brackets.</summary>
    public const string WhenOrder = "when-order";

    /// <summary>A time limit inside is not longer than the one around it.</summary>
    public const string TimeLimit = "time-limit";

    /// <summary>What changes the cluster waits in a queue of its own.</summary>
    public const string QueueMissing = "queue-missing";

    /// <summary>All that changes the cluster waits in the same queue.</summary>
    public const string QueueDiffers = "queue-differs";

    /// <summary>A release tag never falls back to the default queue.</summary>
    public const string QueueDefault = "queue-default";

    /// <summary>A queue's condition is where it counts.</summary>
    public const string QueueWhen = "queue-when";

    /// <summary>A queue's scope belongs to a name.</summary>
    public const string QueueScope = "queue-scope";

    /// <summary>A queue lets one pipeline run at a time.</summary>
    public const string QueueParallel = "queue-parallel";

    /// <summary>Nothing in the queue of releases cancels others.</summary>
    public const string AutoCancel = "auto-cancel";

    /// <summary>A rerun does all of a release again.</summary>
    public const string PartialRerun = "partial-rerun";

    /// <summary>Nothing changes the cluster once the pipeline has left its queue.</summary>
    public const string AfterPipeline = "after-pipeline";

    /// <summary>A pipeline's parameters are those that its promotions give.</summary>
    public const string Parameter = "parameter";

    /// <summary>A parameter has a value when nobody is there to choose one.</summary>
    public const string ParameterEmpty = "parameter-empty";

    /// <summary>A parameter stands only where it is filled in.</summary>
    public const string ParameterPlace = "parameter-place";

    /// <summary>Every release tag starts a release.</summary>
    public const string TagMissed = "tag-missed";

    /// <summary>Nothing starts on tags that are no releases, where that can be said.</summary>
    public const string TagExtra = "tag-extra";

    /// <summary>A release tag starts one release.</summary>
    public const string TagTwice = "tag-twice";

    /// <summary>A tag filter can be read.</summary>
    public const string TagGlob = "tag-glob";

    /// <summary>Jobs need jobs that exist, and never each other.</summary>
    public const string Needs = "needs";

    /// <summary>A job that changes the cluster is in a concurrency group.</summary>
    public const string ConcurrencyMissing = "concurrency-missing";

    /// <summary>All that changes the cluster is in the same group.</summary>
    public const string ConcurrencyDiffers = "concurrency-differs";

    /// <summary>A group is not one for each tag, branch or run.</summary>
    public const string ConcurrencyPerRef = "concurrency-per-ref";

    /// <summary>A group keeps all runs that wait.</summary>
    public const string ConcurrencyQueue = "concurrency-queue";

    /// <summary>A group does not cancel a release that runs.</summary>
    public const string ConcurrencyCancel = "concurrency-cancel";

    /// <summary>A job does not wait for a group that its own run holds.</summary>
    public const string ConcurrencyDeadlock = "concurrency-deadlock";

    /// <summary>Nobody's approval is waited for while a group is held.</summary>
    public const string ApprovalInGroup = "approval-in-group";

    /// <summary>Every job has a time limit.</summary>
    public const string Timeout = "timeout";

    /// <summary>A release's token may do what it must, and no more.</summary>
    public const string Permissions = "permissions";

    /// <summary>Signals reach the program that releases.</summary>
    public const string Exec = "exec";

    /// <summary>What others may write does not become part of a script.</summary>
    public const string Injection = "injection";

    /// <summary>Gets all of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. typeof(PipelineRules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
