using System.Collections.Immutable;

namespace BlueGreen.Options;

/// <summary>Options that were checked as a whole.</summary>
/// <param name="Options">The options.</param>
/// <param name="Warnings">What is worth saying although nothing is wrong, one sentence each.</param>
public sealed record LoadedOptions(BlueGreenOptions Options, ImmutableArray<string> Warnings);
