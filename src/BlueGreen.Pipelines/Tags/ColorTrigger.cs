using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Tags;

/// <summary>What starts a pipeline on the release tags of one color.</summary>
/// <param name="SemaphorePattern">The regular expression for <c>tag =~ '…'</c>, without quotes.</param>
/// <param name="GitHubGlobs">The patterns for <c>on.push.tags</c>, in their order.</param>
public sealed record ColorTrigger(string SemaphorePattern, ImmutableArray<string> GitHubGlobs)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    /// <summary>Tells whether the regular expression is found in a tag; one that takes too long is.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether it is.</returns>
    internal bool StartsOn(string tag)
    {
        try
        {
            return Regex.IsMatch(tag, SemaphorePattern, RegexOptions.CultureInvariant, Limit);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
