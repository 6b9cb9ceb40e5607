using System.Text;

namespace BlueGreen.Frosting.Images;

/// <summary>Makes a path fit to stand between the double quotes that the alias puts around it. Pure.</summary>
/// <seealso href="https://learn.microsoft.com/dotnet/api/system.diagnostics.processstartinfo.arguments"/>
internal static class QuotedText
{
    /// <summary>Escapes quotes, and backslashes that stand before one or at the end.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text for between the quotes.</returns>
    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length);
        var backslashes = 0;
        foreach (var c in text)
        {
            if (c is '"')
            {
                result.Append('\\', backslashes + 1);
            }

            backslashes = c is '\\' ? backslashes + 1 : 0;
            result.Append(c);
        }

        return result.Append('\\', backslashes).ToString();
    }
}
