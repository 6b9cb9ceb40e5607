using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Docker;

/// <summary>The docker commands as methods of a build's context.</summary>
[CakeAliasCategory("Docker")]
public static partial class DockerAliases
{
    /// <summary>Makes an image of a folder with a Dockerfile.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="path">The folder.</param>
    [CakeMethodAlias]
    public static void DockerBuild(this ICakeContext context, string path) =>
        DockerBuild(context, new DockerImageBuildSettings(), path);

    /// <summary>Makes an image of a folder.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="path">The folder; put between quotes unless it is already.</param>
    [CakeMethodAlias]
    public static void DockerBuild(this ICakeContext context, DockerImageBuildSettings? settings, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(path, nameof(path));
        var isQuoted = path.Trim() is ['"', .., '"'];
        new DockerRunner<DockerImageBuildSettings>(context)
            .Run("image build", settings ?? new(), isQuoted ? path : $"\"{path}\"");
    }

    /// <summary>Gives an image another name.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="imageReference">The image.</param>
    /// <param name="registryReference">The further name.</param>
    [CakeMethodAlias]
    public static void DockerTag(this ICakeContext context, string imageReference, string registryReference)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(imageReference, nameof(imageReference));
        ThrowIfEmpty(registryReference, nameof(registryReference));
        new DockerRunner<DockerImageTagSettings>(context).Run("tag", new(), imageReference, registryReference);
    }

    /// <summary>Sends an image to its registry.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="imageReference">The image.</param>
    [CakeMethodAlias]
    public static void DockerPush(this ICakeContext context, string imageReference) =>
        DockerPush(context, new DockerImagePushSettings(), imageReference);

    /// <summary>Sends an image to its registry.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="imageReference">The image.</param>
    [CakeMethodAlias]
    public static void DockerPush(
        this ICakeContext context, DockerImagePushSettings? settings, string imageReference)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(imageReference, nameof(imageReference));
        new DockerRunner<DockerImagePushSettings>(context).Run("push", settings ?? new(), imageReference);
    }

    /// <summary>Writes images to a tar file.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options, the file among them.</param>
    /// <param name="images">The images.</param>
    [CakeMethodAlias]
    public static void DockerSave(
        this ICakeContext context, DockerImageSaveSettings? settings, params string[] images)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(images, nameof(images));
        new DockerRunner<DockerImageSaveSettings>(context).Run("save", settings ?? new(), images);
    }

    /// <summary>Reads images from a tar file.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options, the file among them.</param>
    [CakeMethodAlias]
    public static void DockerLoad(this ICakeContext context, DockerImageLoadSettings? settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        new DockerRunner<DockerImageLoadSettings>(context).Run("load", settings ?? new());
    }

    /// <summary>Removes images.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="images">The images.</param>
    [CakeMethodAlias]
    public static void DockerRmi(this ICakeContext context, params string[] images) =>
        DockerRemove(context, new DockerImageRemoveSettings(), images);

    /// <summary>Removes images.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="images">The images.</param>
    [CakeMethodAlias]
    public static void DockerRemove(
        this ICakeContext context, DockerImageRemoveSettings? settings, params string[] images)
    {
        ArgumentNullException.ThrowIfNull(context);
        ThrowIfEmpty(images, nameof(images));
        new DockerRunner<DockerImageRemoveSettings>(context).Run("rmi", settings ?? new(), images);
    }

    // The official package says 'null' of an empty text too; who catches that one is not to be surprised.
    private static void ThrowIfEmpty(string text, string name)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentNullException(name);
        }
    }

    private static void ThrowIfEmpty(string[] texts, string name)
    {
        if (texts is not { Length: > 0 })
        {
            throw new ArgumentNullException(name);
        }
    }
}
