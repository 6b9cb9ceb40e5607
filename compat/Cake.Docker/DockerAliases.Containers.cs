using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Docker;

/// <content>Containers, networks, and any other command.</content>
public static partial class DockerAliases
{
    /// <summary>Makes and starts a container.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="image">The image.</param>
    /// <param name="command">What runs in it; empty for what the image names.</param>
    /// <param name="args">The arguments of the command.</param>
    /// <returns>The first line it prints, or null.</returns>
    [CakeMethodAlias]
    public static string? DockerRun(this ICakeContext context, string image, string command, params string[] args) =>
        DockerRun(context, new DockerContainerRunSettings(), image, command, args);

    /// <summary>Makes and starts a container.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="image">The image.</param>
    /// <param name="command">What runs in it; empty for what the image names.</param>
    /// <param name="args">The arguments of the command.</param>
    /// <returns>The first line it prints, or null.</returns>
    [CakeMethodAlias]
    public static string? DockerRun(
        this ICakeContext context,
        DockerContainerRunSettings? settings,
        string image,
        string command,
        params string[] args)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(image, nameof(image));
        string[] rest = string.IsNullOrEmpty(command) ? [image] : [image, command, .. args ?? []];
        return new DockerRunner<DockerContainerRunSettings>(context)
            .Read("run", settings ?? new(), rest) is [var first, ..] ? first : null;
    }

    /// <summary>Runs a command in a container that runs.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="container">The container.</param>
    /// <param name="command">The command.</param>
    /// <param name="args">Its arguments.</param>
    [CakeMethodAlias]
    public static void DockerExec(
        this ICakeContext context, string container, string command, params string[] args) =>
        DockerExec(context, new DockerContainerExecSettings(), container, command, args);

    /// <summary>Runs a command in a container that runs.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="container">The container.</param>
    /// <param name="command">The command.</param>
    /// <param name="args">Its arguments.</param>
    [CakeMethodAlias]
    public static void DockerExec(
        this ICakeContext context,
        DockerContainerExecSettings? settings,
        string container,
        string command,
        params string[] args)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(container, nameof(container));
        ThrowIfEmpty(command, nameof(command));
        new DockerRunner<DockerContainerExecSettings>(context)
            .Run("exec", settings ?? new(), [container, command, .. args ?? []]);
    }

    /// <summary>Removes containers.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="containers">The containers.</param>
    [CakeMethodAlias]
    public static void DockerRm(this ICakeContext context, params string[] containers) =>
        DockerRm(context, new DockerContainerRmSettings(), containers);

    /// <summary>Removes containers.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="containers">The containers.</param>
    [CakeMethodAlias]
    public static void DockerRm(
        this ICakeContext context, DockerContainerRmSettings? settings, params string[] containers)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(containers, nameof(containers));
        new DockerRunner<DockerContainerRmSettings>(context).Run("rm", settings ?? new(), containers);
    }

    /// <summary>Makes a network.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="args">Its name.</param>
    [CakeMethodAlias]
    public static void DockerNetworkCreate(this ICakeContext context, params string[] args) =>
        DockerNetworkCreate(context, new DockerNetworkCreateSettings(), args);

    /// <summary>Makes a network.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="args">Its name.</param>
    [CakeMethodAlias]
    public static void DockerNetworkCreate(
        this ICakeContext context, DockerNetworkCreateSettings? settings, params string[] args)
    {
        ArgumentNullException.ThrowIfNull(context);
        new DockerRunner<DockerNetworkCreateSettings>(context).Run("network create", settings ?? new(), args ?? []);
    }

    /// <summary>Runs any command.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="command">The command with everything that follows it.</param>
    /// <returns>The lines it prints.</returns>
    [CakeMethodAlias]
    public static IEnumerable<string> DockerCustomCommand(this ICakeContext context, string command) =>
        DockerCustomCommand(context, new DockerCustomCommandSettings(), command);

    /// <summary>Runs any command.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">How the tool is run; null for as usual.</param>
    /// <param name="command">The command with everything that follows it.</param>
    /// <returns>The lines it prints.</returns>
    [CakeMethodAlias]
    public static IEnumerable<string> DockerCustomCommand(
        this ICakeContext context, DockerCustomCommandSettings? settings, string command)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(command, nameof(command));
        return new DockerRunner<DockerCustomCommandSettings>(context).Read(command, settings ?? new());
    }
}
