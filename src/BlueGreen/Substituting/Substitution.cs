using System.Collections.Immutable;
using System.Text;

namespace BlueGreen.Substituting;

/// <summary>
/// Puts values in place of <c>$NAME</c> and <c>${NAME}</c>, byte for byte as GNU <c>envsubst</c> does.
/// </summary>
/// <remarks>
/// A name is an ASCII letter or underscore and any number of ASCII letters, digits and underscores. Everything else
/// stays as it is: <c>$$</c>, <c>${}</c>, <c>$1</c>, <c>${A</c>, <c>${A-b}</c>, and no character escapes a dollar sign.
/// Values are not looked at again. Without a value nothing is left of the reference.
/// </remarks>
/// <seealso href="https://www.gnu.org/software/gettext/manual/html_node/envsubst-Invocation.html"/>
public static class Substitution
{
    /// <summary>Renders a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The values by name.</param>
    /// <returns>The rendered text, and where which variable was used.</returns>
    public static RenderedText Render(string text, IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return Render(text, use => variables.GetValueOrDefault(use.Name));
    }

    /// <summary>Renders bytes of any encoding; values are written as UTF-8. Bytes that are no text survive.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="variables">The values by name.</param>
    /// <returns>The rendered bytes.</returns>
    public static byte[] Render(ReadOnlySpan<byte> bytes, IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);

        // Latin-1 maps each byte to one character and back, and the syntax is ASCII: nothing can be lost.
        var text = Encoding.Latin1.GetString(bytes);
        var rendered = Render(text, use => variables.TryGetValue(use.Name, out var value) ? AsLatin1(value) : null);
        return Encoding.Latin1.GetBytes(rendered.Text);
    }

    /// <summary>Lists the variables a text refers to.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Each reference, in order.</returns>
    public static ImmutableArray<VariableUse> FindUses(string text) => Render(text, _ => null).Uses;

    /// <summary>Renders a text with a value for each single reference.</summary>
    /// <param name="text">The text.</param>
    /// <param name="valueOf">Gives the value of a reference, or null for nothing.</param>
    /// <returns>The rendered text, and where which variable was used.</returns>
    internal static RenderedText Render(string text, Func<VariableUse, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new StringBuilder(text.Length);
        var uses = ImmutableArray.CreateBuilder<VariableUse>();
        var place = new TextPlace();
        var position = 0;
        while (text.IndexOf('$', position) is var dollar and >= 0)
        {
            output.Append(text, position, dollar - position);
            place = place.Advance(text.AsSpan(position, dollar - position));
            var length = ReferenceLength(text.AsSpan(dollar), out var name);
            if (length == 0)
            {
                output.Append('$');
                length = 1;
            }
            else
            {
                var use = new VariableUse(name.ToString(), place.Line, place.Column);
                uses.Add(use);
                output.Append(valueOf(use));
            }

            place = place.Advance(text.AsSpan(dollar, length));
            position = dollar + length;
        }

        return new RenderedText(
            output.Append(text, position, text.Length - position).ToString(), uses.DrainToImmutable());
    }

    private static string AsLatin1(string value) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));

    // The length of the reference at the start of the text, or 0 when the dollar sign there starts none.
    private static int ReferenceLength(ReadOnlySpan<char> text, out ReadOnlySpan<char> name)
    {
        var isBraced = text.Length > 1 && text[1] == '{';
        var start = isBraced ? 2 : 1;
        var end = start;
        while (end < text.Length && IsNameCharacter(text[end], isFirst: end == start))
        {
            end++;
        }

        name = text[start..end];
        var isClosed = !isBraced || (end < text.Length && text[end] == '}');
        return name.IsEmpty || !isClosed ? 0 : end + (isBraced ? 1 : 0);
    }

    private static bool IsNameCharacter(char c, bool isFirst) =>
        c == '_' || (isFirst ? char.IsAsciiLetter(c) : char.IsAsciiLetterOrDigit(c));
}

/// <summary>One reference to a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">The column of its dollar sign, from 1.</param>
public sealed record VariableUse(string Name, int Line, int Column);

/// <summary>A text after substitution.</summary>
/// <param name="Text">The text.</param>
/// <param name="Uses">Each reference that was replaced, in order, at its place before substitution.</param>
public sealed record RenderedText(string Text, ImmutableArray<VariableUse> Uses);
