using BlueGreen.Options;
using BlueGreen.Pipelines.Emitting.Yaml;

namespace BlueGreen.Pipelines.Emitting.SemaphoreFiles;

/// <summary>Turns a pipeline of Semaphore's into YAML.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml"/>
internal static class SemaphoreYaml
{
    private const string QueueComment =
        "One queue for every file that changes the cluster: one pipeline at a time, in the order they were started.\n"
        + "Without its name each tag has a queue of its own, and two tags deploy at the same time.";

    private const string RerunComment =
        "A rerun repeats whole blocks: with 'jobs', the default, it takes over what an earlier run found.";

    private const string SdkComment =
        "Semaphore's images hold no .NET SDK: Microsoft's own script installs one where there is none.";

    private const string Sdk =
        "if ! dotnet --list-sdks | grep -q '^10[.]'; then "
        + "curl -fsSL https://dot.net/v1/dotnet-install.sh -o ~/dotnet-install.sh && "
        + "bash ~/dotnet-install.sh --channel 10.0 && export PATH=\"$HOME/.dotnet:$PATH\"; fi";

    /// <summary>Turns it.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <returns>The document.</returns>
    public static MapPart Of(SemaphorePipeline pipeline) => MapPart.Of(
    [
        new("version", "v1.0", pipeline.About),
        new("name", pipeline.Title),
        new("agent", Agent(pipeline.Agent)),
        new("queue", Queue(pipeline.Queue), QueueComment) { BeginsSection = true },
        new("partial_rerun", pipeline.Queue is null ? null : "block", RerunComment),
        new("execution_time_limit", Limit(pipeline), TimeComment(pipeline)),
        new("global_job_config", GlobalJob(pipeline.Agent)) { BeginsSection = true },
        new("blocks", new ListPart([.. pipeline.Blocks.Select(Block)])) { BeginsSection = true },
        new("promotions", Promotions(pipeline)) { BeginsSection = true },
    ]);

    private static MapPart Limit(SemaphorePipeline pipeline) =>
        MapPart.Of(new EntryPart("minutes", Math.Min(PipelineLimits.Most, pipeline.Minutes)));

    private static string TimeComment(SemaphorePipeline pipeline) => pipeline.Queue is null
        ? string.Empty
        : "More than the targets give themselves: what Semaphore stops has no time to put anything back.";

    private static MapPart Agent(SemaphoreAgent agent) => MapPart.Of(
        new EntryPart("machine", MapPart.Of(
            new EntryPart("type", agent.Type), new EntryPart("os_image", agent.OsImage))),
        new EntryPart("containers", agent.Container is null
            ? null
            : new ListPart(
                [MapPart.Of(new EntryPart("name", "main"), new EntryPart("image", agent.Container))])));

    private static YamlPart? Queue(SemaphoreQueue? queue) => queue switch
    {
        null => null,
        { When: null } => MapPart.Of(
            new EntryPart("name", queue.Name), new EntryPart("scope", "organization")),
        _ => new ListPart(
        [
            MapPart.Of(
                new EntryPart("when", queue.When),
                new EntryPart("name", queue.Name),
                new EntryPart("scope", "organization")),
        ]),
    };

    private static MapPart GlobalJob(SemaphoreAgent agent) => MapPart.Of(
        new EntryPart("prologue", MapPart.Of(new EntryPart(
            "commands",
            agent.Container is null ? YamlPart.List("checkout", Sdk) : YamlPart.List("checkout"),
            agent.Container is null ? SdkComment : string.Empty))),
        new EntryPart("env_vars", Variables(
            [("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("NO_COLOR", "1")])));

    private static MapPart Block(SemaphoreBlock block) => MapPart.Of(
        new EntryPart("name", block.Name),
        new EntryPart("dependencies", YamlPart.List(block.After), block.Comment),
        new EntryPart("run", block.RunWhen is null ? null : MapPart.Of(new EntryPart("when", block.RunWhen))),
        new EntryPart("task", MapPart.Of(
            new EntryPart("secrets", block.Secrets.IsEmpty
                ? null
                : new ListPart([.. block.Secrets.Select(name => MapPart.Of(new EntryPart("name", name)))])),
            new EntryPart("env_vars", block.Variables.IsEmpty ? null : Variables(block.Variables)),
            new EntryPart("jobs", new ListPart(
            [
                MapPart.Of(
                    new EntryPart("name", block.Name),
                    new EntryPart("commands", YamlPart.List(block.Commands))),
            ])),
            new EntryPart("epilogue", block.Kept.IsEmpty
                ? null
                : MapPart.Of(new EntryPart(
                    "always", MapPart.Of(new EntryPart("commands", YamlPart.List(block.Kept))))))))
    );

    private static ListPart Variables(IEnumerable<(string Name, string Value)> variables) => new(
    [
        .. variables.Select(variable => MapPart.Of(
            new EntryPart("name", variable.Name), new EntryPart("value", variable.Value))),
    ]);

    private static ListPart? Promotions(SemaphorePipeline pipeline) => pipeline.Promotions.IsEmpty
        ? null
        : new ListPart([.. pipeline.Promotions.Select(Promotion)]);

    private static MapPart Promotion(SemaphorePromotion promotion) => MapPart.Of(
        new EntryPart("name", promotion.Name),
        new EntryPart("pipeline_file", promotion.File, promotion.Comment),
        new EntryPart("auto_promote", promotion.When is null
            ? null
            : MapPart.Of(new EntryPart("when", promotion.When))),
        new EntryPart("parameters", promotion.Color is null
            ? null
            : MapPart.Of(new EntryPart("env_vars", new ListPart(
            [
                MapPart.Of(
                    new EntryPart("name", BuiltInVariables.ColorTest),
                    new EntryPart("description", "Where the release goes. The tag decides it; another one is refused."),
                    new EntryPart("required", true),
                    new EntryPart("options", YamlPart.List(promotion.Color)),
                    new EntryPart("default_value", promotion.Color)),
            ])))));
}
