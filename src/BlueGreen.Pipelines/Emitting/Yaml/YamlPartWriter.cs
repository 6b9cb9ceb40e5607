using System.Text;

namespace BlueGreen.Pipelines.Emitting.Yaml;

/// <summary>Writes YAML: the same parts always give the same bytes, with two spaces a level and <c>\n</c> line
/// ends.</summary>
internal sealed class YamlPartWriter
{
    private readonly StringBuilder _text = new();

    private YamlPartWriter()
    {
    }

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The text; it ends in a line end.</returns>
    public static string Write(MapPart document)
    {
        var writer = new YamlPartWriter();
        writer.WriteMap(document, indent: 0, isInList: false);
        return writer._text.ToString();
    }

    private void WriteMap(MapPart map, int indent, bool isInList)
    {
        var isFirst = true;
        foreach (var entry in map.Entries)
        {
            if (entry.BeginsSection && !isFirst)
            {
                _text.Append('\n');
            }

            // The first line of an item stands behind its dash: a comment there would belong to the item before.
            var follows = isInList && isFirst;
            WriteComment(entry.Comment, indent);
            Indent(follows ? 0 : indent).Append(YamlScalarText.Of(entry.Key)).Append(':');
            WriteValue(entry.Value!, indent);
            isFirst = false;
        }
    }

    private void WriteComment(string comment, int indent)
    {
        if (comment.Length == 0)
        {
            return;
        }

        foreach (var line in comment.Split('\n'))
        {
            Indent(indent).Append("# ").Append(line).Append('\n');
        }
    }

    /// <summary>Writes what follows the colon of a key.</summary>
    private void WriteValue(YamlPart value, int indent)
    {
        switch (value)
        {
            case ListPart { Items.IsEmpty: true }:
                _text.Append(" []\n");
                break;
            case ListPart list:
                _text.Append('\n');
                WriteList(list, indent + 2);
                break;
            case MapPart { Entries.IsEmpty: true }:
                _text.Append(" {}\n");
                break;
            case MapPart map:
                _text.Append('\n');
                WriteMap(map, indent + 2, isInList: false);
                break;
            default:
                _text.Append(' ');
                WriteScalar(value, indent + 2);
                break;
        }
    }

    private void WriteList(ListPart list, int indent)
    {
        foreach (var item in list.Items)
        {
            Indent(indent).Append("- ");
            if (item is MapPart map)
            {
                WriteMap(map, indent + 2, isInList: true);
            }
            else
            {
                WriteScalar(item, indent + 2);
            }
        }
    }

    private void WriteScalar(YamlPart scalar, int indent)
    {
        var text = scalar switch
        {
            WordPart word => word.Word,
            TextPart one when !one.Text.Contains('\n', StringComparison.Ordinal) => YamlScalarText.Of(one.Text),
            TextPart many => Block(many.Text, indent),
            _ => throw new ArgumentException("A list stands in no list here.", nameof(scalar)),
        };
        _text.Append(text).Append('\n');
    }

    /// <summary>Writes lines as they are: nothing in them is read as YAML.</summary>
    private static string Block(string text, int indent)
    {
        if (text.StartsWith(' ') || text.Any(c => char.IsControl(c) && c != '\n'))
        {
            throw new ArgumentException("The first line of a block is not indented, and no line holds a tab.");
        }

        var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', indent) + line);
        return $"|\n{string.Join('\n', lines)}";
    }

    private StringBuilder Indent(int indent) => _text.Append(' ', indent);
}
