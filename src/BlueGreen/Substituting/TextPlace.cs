using System.Runtime.InteropServices;

namespace BlueGreen.Substituting;

/// <summary>Line and column of a place in a text, both from 1, kept while reading on.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextPlace(int Line, int Column)
{
    /// <summary>Initializes a new instance of the <see cref="TextPlace"/> struct at the start of a text.</summary>
    public TextPlace()
        : this(1, 1)
    {
    }

    /// <summary>Returns the place after the text that follows this one.</summary>
    public TextPlace Advance(ReadOnlySpan<char> text)
    {
        var lines = text.Count('\n');
        return lines == 0
            ? this with { Column = Column + text.Length }
            : new TextPlace(Line + lines, text.Length - text.LastIndexOf('\n'));
    }
}
