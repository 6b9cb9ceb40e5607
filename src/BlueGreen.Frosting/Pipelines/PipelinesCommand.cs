using BlueGreen.Errors;
using BlueGreen.Pipelines.Emitting;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>Writes pipeline files: all of them, or none when one of them is somebody's.</summary>
internal static class PipelinesCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="context">The task's context.</param>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: a file in the way was not written by
    /// us.</exception>
    public static void Run(BlueGreenContext context)
    {
        var inputs = context.Inputs;
        foreach (var warning in inputs.Warnings)
        {
            context.Say($"  warning: {warning}");
        }

        var plan = PipelinePlans.Of(inputs);
        var systems = PipelinePlans.Systems(inputs);
        var folder = new EmittedFolder(inputs.Source.Folder);
        var changes = systems
            .SelectMany(system => PipelineEmitter.Emit(plan, system))
            .Select(folder.Look)
            .ToList();
        Show(context, changes);
        RefuseForeign(changes);
        var leftOver = folder.LeftOver(
            systems.SelectMany(system => PipelineEmitter.PathsOfAllStyles(plan, system)),
            changes.Select(change => change.File));
        foreach (var name in leftOver)
        {
            context.Say($"  left over {name}: another style wrote it; remove it with: git rm {name}");
        }

        if (context.IsDryRun)
        {
            context.Say("Dry run: nothing was written.");
            return;
        }

        foreach (var change in changes.Where(change => change.Kind is ChangeKind.New or ChangeKind.Changed))
        {
            folder.Write(change.File);
        }

        context.Say(PipelinesText.Next(plan, systems));
    }

    private static void Show(BlueGreenContext context, IReadOnlyList<FileChange> changes)
    {
        foreach (var change in changes)
        {
            context.Say(PipelinesText.Line(change));
            if (context.IsDryRun && PipelinesText.Diff(change) is { Length: > 0 } diff)
            {
                context.Say(diff);
            }
        }
    }

    private static void RefuseForeign(IReadOnlyList<FileChange> changes)
    {
        var kept = changes.Where(change => change.Kind is ChangeKind.Kept).ToList();
        if (kept.Count > 0)
        {
            var list = string.Join("\n  ", kept.Select(change => $"{change.File.Path}: {change.Why}."));
            throw new ReleaseException(
                ExitCode.Usage,
                "Pipeline files are in the way that this target did not write.",
                $"\n  {list}\n",
                "Nothing was written. Move them out of the way, for example with git mv, and run it again; or leave "
                + "their CI system out with --ci=semaphore or --ci=github.");
        }
    }
}
