using System.Collections.Immutable;

namespace BlueGreen.Options;

/// <summary>The database migrations, as program and arguments.</summary>
public sealed record MigrateOptions
{
    /// <summary>Gets what runs in a target pod during Deploy.</summary>
    /// <value>The default value is empty: nothing runs.</value>
    public ImmutableArray<string> Expand { get; init; } = [];

    /// <summary>Gets what runs during Decommission, after the color is gone; no rollback to it afterwards.</summary>
    /// <value>The default value is empty: nothing runs.</value>
    public ImmutableArray<string> Contract { get; init; } = [];
}
