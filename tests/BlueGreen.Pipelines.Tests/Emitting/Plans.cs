using BlueGreen.Options;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Emitting;

namespace BlueGreen.Pipelines.Tests.Emitting;

/// <summary>Plans that files are emitted from.</summary>
internal static class Plans
{
    public static PipelinePlan Of(PipelineStyle style = PipelineStyle.Promotions, bool hasImage = true) => new()
    {
        App = "shop",
        Style = style,
        HasImage = hasImage,
        TestCommands = ["npm ci", "npm test"],
        Variables = [new("DB_HOST", IsSecret: false), new("DB_PASSWORD", IsSecret: true)],
        Limits = PipelineLimits.Of(Options()),
    };

    /// <summary>The files of both CI systems.</summary>
    public static IEnumerable<EmittedFile> Files(PipelinePlan plan) =>
        Enum.GetValues<PipelineSystem>().SelectMany(system => PipelineEmitter.Emit(plan, system));

    private static BlueGreenOptions Options() => new() { App = "shop" };
}
