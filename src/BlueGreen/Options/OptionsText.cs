using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace BlueGreen.Options;

/// <summary>Describes the options to people: <c>--help</c>, and the tables of <c>docs/configuration.md</c>.</summary>
public static class OptionsText
{
    /// <summary>Writes the options as part of a help text.</summary>
    /// <returns>Two lines an option.</returns>
    public static string Help()
    {
        var text = new StringBuilder();
        foreach (var option in OptionTable.All)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  --{option.Key}=VALUE\n      {option.Description}{HelpDefault(option)}\n");
        }

        return text.ToString();
    }

    /// <summary>Writes the tables of the options, of a smoke check and of an image.</summary>
    /// <returns>Markdown that ends in a line end.</returns>
    public static string Tables() =>
        $"""
        {Table(OptionTable.All)}
        ### One check of `smoke-test`

        {Table(OptionTable.Check)}
        ### One image of `mini-cluster.images`

        {Table(OptionTable.Image)}
        """.ReplaceLineEndings("\n");

    private static string HelpDefault(OptionDefinition option) => option switch
    {
        { IsRequired: true } => " Required.",
        { Default.Length: > 0 } => $" Default: {option.Default}",
        { DefaultWords.Length: > 0 } => $" Default: {option.DefaultWords}",
        _ => string.Empty,
    };

    private static string Table(ImmutableArray<OptionDefinition> table)
    {
        var text = new StringBuilder("| key | what it is for | takes | default |\n| --- | --- | --- | --- |\n");
        foreach (var option in table)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{option.Key}` | {Escape(option.Description)} | {Escape(option.Type.Words)} |");
            text.Append(CultureInfo.InvariantCulture, $" {Default(option)} |\n");
        }

        return text.ToString();
    }

    private static string Default(OptionDefinition option) => option switch
    {
        { IsRequired: true } => "required",
        { Default.Length: > 0 } => $"`{Escape(option.Default)}`",
        _ => Escape(option.DefaultWords),
    };

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
