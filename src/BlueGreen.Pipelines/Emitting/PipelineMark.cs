using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Pipelines.Emitting;

/// <summary>
/// The first line of a file that we wrote. It holds a hash of all that follows, so that a file which somebody has
/// changed since is known as theirs, and is not written over.
/// </summary>
public static class PipelineMark
{
    private const string Begin = "# Written by ./build.sh --target=Pipelines; change bluegreen.yml and run it again. ";
    private const int HashLetters = 16;

    /// <summary>Puts the mark before a text.</summary>
    /// <param name="text">The text, with <c>\n</c> line ends.</param>
    /// <returns>The text with its mark.</returns>
    public static string Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"{Begin}{Hash(text)}\n{text}";
    }

    /// <summary>Tells whose file it is.</summary>
    /// <param name="text">What the file holds; Windows line ends are as good as others.</param>
    /// <returns>Whose.</returns>
    public static FileOwner OwnerOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = Normalized(text);
        if (!lines.StartsWith(Begin, StringComparison.Ordinal))
        {
            return FileOwner.Somebody;
        }

        var end = lines.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && string.Equals(lines[Begin.Length..end], Hash(lines[(end + 1)..]), StringComparison.Ordinal)
            ? FileOwner.Emitter
            : FileOwner.Changed;
    }

    /// <summary>Gives a text the line ends that we write.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same lines.</returns>
    public static string Normalized(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static string Hash(string text) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLetters];
}

/// <summary>Whose a pipeline file is.</summary>
public enum FileOwner
{
    /// <summary>Ours, as we wrote it.</summary>
    Emitter,

    /// <summary>Ours once; somebody has changed it since.</summary>
    Changed,

    /// <summary>Written by somebody.</summary>
    Somebody,
}
