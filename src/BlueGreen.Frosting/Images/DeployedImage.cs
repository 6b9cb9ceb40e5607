using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Options;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Images;

/// <summary>What Deploy lets run: the very image that was pushed for the release, where that is known.</summary>
/// <param name="Reference">The image.</param>
/// <param name="Origin">Why this one, in words.</param>
internal sealed record DeployedImage(string Reference, string Origin)
{
    /// <summary>Decides it.</summary>
    /// <param name="inputs">The options; <c>image</c> is set.</param>
    /// <param name="release">The release.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ReleaseException">The option <c>image</c> cannot be used.</exception>
    public static DeployedImage Of(ReleaseInputs inputs, Release release)
    {
        var named = ImageNames.Of(inputs, release).Image;
        if (named.Digest is not null)
        {
            return new DeployedImage(named.ToString(), "by digest, as the option image says");
        }

        var (record, fault) = ImageFile.Find(inputs.Source.Folder);
        var byTag = (record, fault) switch
        {
            (null, null) => $"by tag: there is no {ImageFile.Name}, which Push writes",
            (null, _) => $"by tag: {ImageFile.Name} is not used, {fault}",
            _ when !string.Equals(record.ReleaseId, release.Id, StringComparison.Ordinal) =>
                $"by tag: {ImageFile.Name} is of release {record.ReleaseId}, this is {release.Id}",
            _ when !string.Equals(record.Image.ShortRepository, named.ShortRepository, StringComparison.Ordinal) =>
                $"by tag: {ImageFile.Name} is about {record.Image.Repository}, not {named.Repository}",
            // On one commit two tags are two releases with one id, which is made of the commit.
            _ when !record.HasTag(named.Tag) =>
                $"by tag: {ImageFile.Name} is about {record.Image}, not about the tag {named.Tag}",
            _ => null,
        };
        return byTag is null
            ? new DeployedImage(named.Pinned(record!.Digest).ToString(), $"by digest, as {ImageFile.Name} says")
            : new DeployedImage(named.ToString(), byTag);
    }

    /// <summary>Says that what Push left is not used, where the manifests name their images themselves.</summary>
    /// <param name="inputs">The options.</param>
    /// <param name="release">The release.</param>
    /// <returns>The words, or null when Push left nothing for this release.</returns>
    public static string? FindUnused(ReleaseInputs inputs, Release release) =>
        ImageFile.Find(inputs.Source.Folder).Record is { } record
        && string.Equals(record.ReleaseId, release.Id, StringComparison.Ordinal)
            ? $"as the manifests name it; {ImageFile.Name} is not used, for none refers to ${BuiltInVariables.Image}"
            : null;

    /// <summary>Decides it where nothing depends on it yet.</summary>
    /// <param name="inputs">The options.</param>
    /// <param name="release">The release; it may be a stand-in.</param>
    /// <returns>The image, or null when no option names one that can be used.</returns>
    public static DeployedImage? Find(ReleaseInputs inputs, Release release)
    {
        try
        {
            return inputs.Options.Image is null ? null : Of(inputs, release);
        }
        catch (ReleaseException)
        {
            // Told where it is used: by generated manifests, or by those with the variable IMAGE.
            return null;
        }
    }
}
