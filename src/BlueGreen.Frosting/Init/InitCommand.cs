using BlueGreen.Frosting.Inputs;

namespace BlueGreen.Frosting.Init;

/// <summary>What the target Init does: makes a folder with an app one that can be released.</summary>
internal static class InitCommand
{
    /// <summary>Writes what is missing, or says what would be written.</summary>
    /// <param name="context">The task's context.</param>
    public static void Run(BlueGreenContext context)
    {
        var order = InitOrder.Of(ReleaseInputs.SourceOf(context));
        var plan = InitPlan.Of(order, context.Process.Variables);
        context.Say($"  in {order.Folder}");
        foreach (var note in plan.Notes)
        {
            context.Say($"  found {note}");
        }

        var folder = new InitFolder(order.Folder);
        var written = 0;
        foreach (var (name, text) in plan.Files)
        {
            if (folder.WhatIsInTheWay(name) is { } way)
            {
                context.Say($"  kept  {name}: {way}");
                continue;
            }

            if (!context.IsDryRun && !folder.TryWrite(name, text))
            {
                context.Say($"  kept  {name}: it has just been made by somebody else");
                continue;
            }

            written++;
            context.Say($"  {(context.IsDryRun ? "would write" : "wrote")} {name}");
        }

        context.Say(context.IsDryRun ? "Dry run: nothing was written."
            : written == 0 ? "Nothing to do: all of it is there."
            : string.Join('\n', NextSteps.Of(order, plan)));
    }
}
