using System.Collections.Immutable;
using BlueGreen.Pipelines.Structure;
using static BlueGreen.Pipelines.Structure.Shape;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>What a pipeline file of Semaphore's may look like, by its documented fields.</summary>
/// <remarks>Held to Semaphore's own schema and its 57 examples in <c>SemaphoreSpecTests</c>.</remarks>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml"/>
internal static class SemaphoreShape
{
    private static readonly WholeShape Positive = new(1, int.MaxValue);
    private static readonly EitherShape ConditionText = new(Word, Flag);
    private static readonly MapShape When = Map(("when!", ConditionText));

    private static readonly MapShape Commands = Map(("commands", Texts), ("commands_file", Text)) with
    {
        ExactlyOne = [["commands", "commands_file"]],
    };

    private static readonly MapShape TimeLimit = Map(("minutes", Positive), ("hours", Positive)) with
    {
        ExactlyOne = [["minutes", "hours"]],
    };

    private static readonly MapShape FailFast = Map(("cancel", When), ("stop", When)) with
    {
        AtLeastOne = [["cancel", "stop"]],
    };

    private static readonly MapShape AutoCancel = Map(("queued", When), ("running", When)) with
    {
        AtLeastOne = [["queued", "running"]],
    };

    private static readonly ListShape Variables = new(Map(("name!", Text), ("value!", Text)), Max: 10_000);

    private static readonly ListShape Secrets = new(
        Map(("name!", Text), ("env_var_names", Texts), ("config_file_paths", Texts)));

    private static readonly ListShape Priority = new(Map(("value!", new WholeShape(0, 100)), ("when!", ConditionText)));

    // The short form stands for 'always', and is known by its keys.
    private static readonly MapShape Epilogue = Map(
        ("always", Commands), ("on_pass", Commands), ("on_fail", Commands),
        ("commands", Texts), ("commands_file", Text)) with
    {
        AtLeastOne = [["always", "on_pass", "on_fail", "commands", "commands_file"]],
        AtMostOne =
        [
            ["commands", "commands_file"],
            .. from @short in new[] { "commands", "commands_file" }
               from @long in new[] { "always", "on_pass", "on_fail" }
               select (ImmutableArray<string>)[@short, @long],
        ],
    };

    private static readonly MapShape Container = Map(
        ("name!", Text), ("image!", Text), ("command", Text), ("entrypoint", Text), ("user", Text),
        ("env_vars", Variables), ("secrets", Secrets));

    private static readonly MapShape Agent = Map(
        ("machine!", Map(("type!", Word), ("os_image", Text))),
        ("containers", new ListShape(Container)),
        ("image_pull_secrets", new ListShape(Map(("name!", Text)))));

    private static readonly MapShape Matrix = Map(
        ("env_var!", Word), ("values!", new EitherShape(new ListShape(Text, Min: 1), Text)));

    private static readonly MapShape Job = Map(
        ("name", Word), ("commands", Texts), ("commands_file", Text), ("priority", Priority),
        ("parallelism", new EitherShape(new WholeShape(1, 50), Text)), ("matrix", new ListShape(Matrix)),
        ("env_vars", Variables), ("execution_time_limit", TimeLimit)) with
    {
        ExactlyOne = [["commands", "commands_file"]],
        AtMostOne = [["matrix", "parallelism"]],
    };

    private static readonly MapShape Booster = Map(
        ("name", Text), ("type!", OneOf("rspec", "cucumber")),
        ("job_count!", new WholeShape(int.MinValue, int.MaxValue)));

    private static readonly MapShape Task = Map(
        ("jobs", new ListShape(Job, 1, 50)), ("agent", Agent), ("boosters", new ListShape(Booster)),
        ("prologue", Commands), ("secrets", Secrets), ("env_vars", Variables), ("epilogue", Epilogue),
        ("fail_fast", FailFast)) with
    {
        AtLeastOne = [["jobs", "boosters"]],
    };

    private static readonly ListShape Filters = new(
        Map(("label", Word), ("label_pattern", Word), ("action", OneOf("skip", "execute"))) with
        {
            ExactlyOne = [["label", "label_pattern"]],
        });

    private static readonly TextShape PartialRerun = OneOf("jobs", "block");

    private static readonly MapShape Block = Map(
        ("name", Word), ("dependencies", Texts), ("execution_time_limit", TimeLimit), ("filters", Filters),
        ("skip", When), ("run", When), ("task", Task), ("task_file", Text), ("partial_rerun", PartialRerun)) with
    {
        ExactlyOne = [["task", "task_file"]],
        AtMostOne = [["filters", "skip"], ["filters", "run"], ["run", "skip"]],
    };

    private static readonly MapShape Queue = Map(
        ("name", Word), ("scope", OneOf("project", "organization")), ("processing", OneOf("serialized", "parallel")),
        ("when", ConditionText)) with
    {
        AtLeastOne = [["name", "processing"]],
    };

    private static readonly MapShape AutoPromoteOn = Map(
        ("result!", Text), ("result_reason", Text), ("branch", Texts), ("labels", Texts),
        ("label_patterns", Texts)) with
    {
        AtMostOne = [["branch", "labels"], ["branch", "label_patterns"], ["labels", "label_patterns"]],
    };

    private static readonly MapShape Parameter = Map(
        ("name!", Text), ("options", Texts), ("required", Flag), ("default_value", Text), ("description", Text));

    private static readonly MapShape Promotion = Map(
        ("name!", Word), ("pipeline_file!", Text), ("deployment_target", Word),
        ("auto_promote_on", new ListShape(AutoPromoteOn)), ("auto_promote", When),
        ("parameters", Map(("env_vars!", new ListShape(Parameter)))));

    private static readonly MapShape GlobalJob = Map(
        ("prologue", Commands), ("secrets", Secrets), ("env_vars", Variables), ("epilogue", Epilogue),
        ("priority", Priority)) with
    {
        AtLeastOne = [["prologue", "secrets", "env_vars", "epilogue", "priority"]],
    };

    private static readonly MapShape AfterPipeline = Map(("task", Task), ("task_file", Text)) with
    {
        ExactlyOne = [["task", "task_file"]],
    };

    /// <summary>Gets the shape of a whole file.</summary>
    public static MapShape Pipeline { get; } = Map(
        ("version!", OneOf("v1.0")), ("name", Text), ("agent!", Agent), ("blocks!", new ListShape(Block, 1, 300)),
        ("after_pipeline", AfterPipeline), ("promotions", new ListShape(Promotion, Min: 1)),
        ("execution_time_limit", TimeLimit), ("global_job_config", GlobalJob), ("fail_fast", FailFast),
        ("auto_cancel", AutoCancel), ("queue", new EitherShape(Queue, new ListShape(Queue, Min: 1))),
        ("partial_rerun", PartialRerun));
}
