using BlueGreen.Frosting;
using Cake.Common;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Format;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Checks that every source file is formatted as the house style says; <c>--fix=true</c> formats instead.
/// </summary>
[TaskName("Format")]
[TaskDescription("Check the format of all sources; --fix=true formats them.")]
public sealed class FormatTask : FrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override void Run(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var fixes = context.Argument("fix", defaultValue: false);
        context.DotNetFormat(Repository.Solution, new DotNetFormatSettings { VerifyNoChanges = !fixes });
    }
}
