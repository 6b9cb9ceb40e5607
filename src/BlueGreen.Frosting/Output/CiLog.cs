using System.Globalization;
using BlueGreen.Errors;
using BlueGreen.Frosting.Output.Voices;

namespace BlueGreen.Frosting.Output;

/// <summary>
/// Tells the CI system of a run what to fold and what to show on its page. Every text is masked and made plain first,
/// and escaped last: an escaped secret is another text than the secret.
/// </summary>
/// <param name="voice">Words the lines.</param>
/// <param name="print">Masks secrets, and takes out what a CI system would obey.</param>
/// <param name="tell">Writes a line to stdout as it is.</param>
/// <param name="time">The clock.</param>
internal sealed class CiLog(CiVoice voice, Func<string, string> print, Action<string> tell, TimeProvider time)
{
    private CiGroup? _open;
    private int _count;

    /// <summary>Gets what tells nothing.</summary>
    public static CiLog None { get; } = new(new CiVoice(), text => text, _ => { }, TimeProvider.System);

    /// <summary>Gets a value indicating whether steps are shown as groups.</summary>
    public bool HasGroups => voice.HasGroups && !IsQuiet;

    /// <summary>Gets a value indicating whether there are no lines to fold.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Begins a group; one that is open ends.</summary>
    /// <param name="title">The title.</param>
    public void Begin(string title)
    {
        End();
        var at = time.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()}_{++_count}");
        _open = new CiGroup(print(title).ReplaceLineEndings(" "), name, at);
        Tell(voice.Begin(_open));
    }

    /// <summary>Ends the group that is open, if one is.</summary>
    public void End()
    {
        if (_open is { } open)
        {
            _open = null;
            Tell(voice.End(open with { At = time.GetUtcNow() }));
        }
    }

    /// <summary>Says that from here on stands what everybody should see.</summary>
    /// <param name="title">What it comes to.</param>
    public void Conclude(string title)
    {
        End();
        Tell(voice.Conclusion(print(title).ReplaceLineEndings(" ")));
    }

    /// <summary>Shows a failure.</summary>
    /// <param name="error">The failure.</param>
    public void Fail(ReleaseException error)
    {
        End();
        var text = $"{print(error.Problem)}\nwhy: {print(error.Reason)}\nnext: {print(error.Remedy)}";
        Tell(voice.Failure($"blue-green ({(int)error.ExitCode})", text));
    }

    /// <summary>Shows a warning.</summary>
    /// <param name="text">The warning.</param>
    public void Warn(string text) => Tell(voice.Warning(print(text)));

    /// <summary>Hands a report to the page of the run.</summary>
    /// <param name="path">The Markdown file.</param>
    public void Summarize(string path) => Tell(voice.Summary(print(Path.GetFullPath(path))));

    private void Tell(string? line)
    {
        if (line is not null)
        {
            tell(line);
        }
    }
}
