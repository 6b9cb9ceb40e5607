using System.Globalization;
using System.Text;

namespace BlueGreen.Frosting.Output.Voices;

/// <summary>TeamCity: service messages.</summary>
/// <seealso href="https://www.jetbrains.com/help/teamcity/service-messages.html"/>
internal sealed class TeamCityVoice : CiVoice
{
    // TeamCity cuts a problem there by itself, but not always between two characters.
    private const int MostOfAProblem = 4_000;

    /// <inheritdoc/>
    public override bool HasGroups => true;

    /// <inheritdoc/>
    public override string Begin(CiGroup group) => $"##teamcity[blockOpened name='{Value(group.Title)}']";

    /// <inheritdoc/>
    public override string End(CiGroup group) => $"##teamcity[blockClosed name='{Value(group.Title)}']";

    /// <inheritdoc/>
    public override string Failure(string title, string text)
    {
        var whole = $"{title}: {text}";
        var problem = whole.Length <= MostOfAProblem ? whole : whole[..MostOfAProblem] + " …";
        return $"##teamcity[buildProblem description='{Value(problem)}']";
    }

    /// <inheritdoc/>
    public override string Warning(string text) => $"##teamcity[message text='{Value(text)}' status='WARNING']";

    /// <summary>Escapes a value: what would end it or its line, and all that is not ASCII.</summary>
    private static string Value(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '|' or '\'' or '[' or ']' => escaped.Append('|').Append(c),
                '\n' => escaped.Append("|n"),
                '\r' => escaped.Append("|r"),
                _ when char.IsAscii(c) => escaped.Append(c),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"|0x{(int)c:x4}"),
            };
        }

        return escaped.ToString();
    }
}
