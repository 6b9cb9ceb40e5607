using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace BlueGreen.Frosting.Init;

/// <summary>What is known of an app that has no <c>bluegreen.yml</c> yet, each fact with where it is from.</summary>
internal sealed record AppFacts
{
    /// <summary>Gets the app's name.</summary>
    public required string App { get; init; }

    /// <summary>Gets the namespace it runs in, or null when nothing names one.</summary>
    public string? Namespace { get; init; }

    /// <summary>Gets the port it listens on.</summary>
    public required int Port { get; init; }

    /// <summary>Gets the path that answers when it is ready.</summary>
    public required string ReadyPath { get; init; }

    /// <summary>Gets its image, without a tag.</summary>
    public required string Image { get; init; }

    /// <summary>Gets a value indicating whether somebody has to say where the image goes.</summary>
    public bool IsImagePlaceholder { get; init; }

    /// <summary>Gets what runs the app on this machine, for the mini-cluster; empty when nothing is known.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Gets the Deployment that it has had until now, or null.</summary>
    public JsonObject? Deployment { get; init; }

    /// <summary>Gets the script of <c>package.json</c> that migrates the database, or null.</summary>
    public string? Migration { get; init; }

    /// <summary>Gets the folder with manifests for two colors that are there already, or null.</summary>
    public string? OwnManifests { get; init; }

    /// <summary>Gets what was found where, in sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
