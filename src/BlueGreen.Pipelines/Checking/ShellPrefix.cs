using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Knows what stands before the program of a command.</summary>
internal static partial class ShellPrefix
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "exec", "sudo", "doas", "env", "command", "nohup", "time", "nice", "ionice", "setsid", "stdbuf", "retry",
        "xargs", "then", "do", "else", "if", "elif", "while", "until", "!", "{",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Counts the words before the program.</summary>
    /// <param name="words">All words of a command.</param>
    /// <returns>How many.</returns>
    public static int Length(IReadOnlyList<string> words)
    {
        var (at, isAfterPrefix) = (0, false);
        for (; at < words.Count; at++)
        {
            if (words[at] is "timeout")
            {
                at = LastOfTimeout(words, at);
                isAfterPrefix = true;
            }
            else if (Words.Contains(words[at]) || Assignment().IsMatch(words[at]))
            {
                isAfterPrefix = true;
            }
            else if (!isAfterPrefix || !(words[at].StartsWith('-') || IsValue(words, at)))
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Its options, of which two have a value, and the time.</summary>
    private static int LastOfTimeout(IReadOnlyList<string> words, int at)
    {
        while (++at < words.Count && words[at].StartsWith('-'))
        {
            at += words[at] is "-k" or "-s" or "--kill-after" or "--signal" ? 1 : 0;
        }

        return at;
    }

    /// <summary>A number, or what <c>xargs</c> fills in, after an option.</summary>
    private static bool IsValue(IReadOnlyList<string> words, int at) =>
        words[at - 1].StartsWith('-') && words[at] is "{}" or [>= '0' and <= '9', ..];

    [GeneratedRegex(
        "^[A-Za-z_][A-Za-z0-9_]*=",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Assignment();
}
