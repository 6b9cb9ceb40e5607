namespace BlueGreen.Pipelines.Tags;

/// <summary>What triggers are held to.</summary>
/// <param name="Triggers">What we would write.</param>
/// <param name="Samples">Tags to try them with.</param>
internal sealed record ExpectedTags(TagTriggers Triggers, TagSamples Samples);
