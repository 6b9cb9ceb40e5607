using BlueGreen.Frosting.Inputs;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>Takes the inputs out of a run.</summary>
public sealed class InputsSeen
{
    public ReleaseInputs? Inputs { get; set; }

    public bool IsDryRun { get; set; }
}
