using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Images;

/// <summary>The names of a release's image: the one that the option <c>image</c> asks for, and the release
/// id's.</summary>
/// <param name="Image">The image, with a tag or a digest.</param>
/// <param name="All">All names that Build gives and Push pushes.</param>
internal sealed record ImageNames(ImageReference Image, IReadOnlyList<ImageReference> All)
{
    /// <summary>Names the image that Build and Push are about.</summary>
    /// <param name="inputs">The options; <c>image</c> is set.</param>
    /// <returns>The names.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: there is none that can be made.</exception>
    public static ImageNames ToMake(ReleaseInputs inputs)
    {
        var names = Of(inputs, inputs.Release);
        return names.Image.Digest is null ? names : throw new ReleaseException(
            ExitCode.Usage,
            $"The image {names.Image} is not ours to make.",
            "The option image names it by digest.",
            "Leave the digest out of 'image', or do without Build and Push.");
    }

    /// <summary>Names the image of a run.</summary>
    /// <param name="inputs">The options; <c>image</c> is set.</param>
    /// <param name="release">The release, or null when no release tag is known.</param>
    /// <returns>The names.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: there is none, or it cannot be a
    /// name.</exception>
    public static ImageNames Of(ReleaseInputs inputs, Release? release)
    {
        var template = inputs.Options.Image ?? throw new ReleaseException(
            ExitCode.Usage,
            "There is no image.",
            "bluegreen.yml names none.",
            "Set 'image: registry.example/name' in bluegreen.yml; without a tag the release id is its tag.");
        var text = ImageVariables.Render(template, "image", ImageVariables.Of(inputs, release));
        var image = ImageReference.TryParse(text) ?? throw new ReleaseException(
            ExitCode.Usage,
            "The option 'image' is not the name of an image.",
            $"'{template}' becomes '{text}'; a name is in lower case, such as registry:5000/team/shop:1.0.",
            "Correct 'image' in bluegreen.yml.");
        var own = image.WithTag(inputs.Ci.ReleaseId);
        var named = image is { Tag: null, Digest: null } ? own : image;
        return new ImageNames(named, named == own ? [own] : [named, own]);
    }
}
