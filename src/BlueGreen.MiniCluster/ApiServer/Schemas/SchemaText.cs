using System.Diagnostics;

namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>Reads the compact notation in which the built-in kinds are written.</summary>
/// <remarks>
/// A line without indent opens a type: <c>Name: description</c>; a name with <c>~</c> has one owner for the whole.
/// An indented line declares a field: <c>name type description</c>; <c>*</c> before the name means required, <c>+</c>
/// means always present. Types: <c>string int bool number time quantity intstr bytes any</c>, a type's name, and
/// suffixes <c>[]</c> list with one owner, <c>[a,b]</c> list told apart by fields, <c>{}</c> set, <c>&lt;&gt;</c> map,
/// <c>~</c> one owner.
/// </remarks>
internal sealed class SchemaText
{
    private readonly Dictionary<string, FieldSchema> _types = new(StringComparer.Ordinal);

    /// <summary>Gets the types read so far, by short name.</summary>
    public IReadOnlyDictionary<string, FieldSchema> Types => _types;

    /// <summary>Reads types; they may name each other in any order, and types of texts read before.</summary>
    /// <param name="prefix">Stands before each short name to make the OpenAPI name.</param>
    /// <param name="text">The notation.</param>
    public void Read(string prefix, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Where(line => line[0] != ' '))
        {
            var (head, description) = Cut(line, ':');
            _types[head.TrimEnd('~')] = new FieldSchema
            {
                Shape = FieldShape.Object,
                TypeName = prefix + head.TrimEnd('~'),
                Description = description.Trim(),
                IsAtomic = head.EndsWith('~'),
            };
        }

        FieldSchema? current = null;
        foreach (var line in lines)
        {
            if (line[0] != ' ')
            {
                current = _types[Cut(line, ':').Head.TrimEnd('~')];
                continue;
            }

            var (name, rest) = Cut(line.Trim(), ' ');
            var (type, description) = Cut(rest, ' ');
            var property = new FieldProperty(Resolve(type), description, name[0] == '*', name[0] == '+');
            current!.Declare(name.TrimStart('*', '+'), property);
        }
    }

    private static (string Head, string Tail) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, string.Empty) : (text[..index], text[(index + 1)..]);
    }

    private static FieldSchema ScalarOf(string word) => new() { Shape = FieldShape.Scalar, Scalar = word };

    private FieldSchema Resolve(string type) => type switch
    {
        "string" => ScalarOf("string"),
        "int" => ScalarOf("integer"),
        "bool" => ScalarOf("boolean"),
        "number" => ScalarOf("number"),
        "time" => ScalarOf("date-time"),
        "quantity" => ScalarOf("quantity"),
        "intstr" => ScalarOf("int-or-string"),
        "bytes" => ScalarOf("byte"),
        "any" => FieldSchema.Any,
        _ when type.EndsWith("<>~", StringComparison.Ordinal) => MapOf(type[..^3], isAtomic: true),
        _ when type.EndsWith("<>", StringComparison.Ordinal) => MapOf(type[..^2], isAtomic: false),
        _ when type.EndsWith("{}", StringComparison.Ordinal) => ListOf(type[..^2], ListRelation.Set, []),
        _ when type.EndsWith("[]", StringComparison.Ordinal) => ListOf(type[..^2], ListRelation.Atomic, []),
        _ when type.EndsWith(']') => KeyedList(type),
        _ => _types.TryGetValue(type, out var named)
            ? named
            : throw new UnreachableException($"The schema text names the type '{type}', which no text declares."),
    };

    private FieldSchema MapOf(string element, bool isAtomic) =>
        new() { Shape = FieldShape.Map, Element = Resolve(element), IsAtomic = isAtomic };

    private FieldSchema ListOf(string element, ListRelation relation, string[] keys) =>
        new() { Shape = FieldShape.List, Element = Resolve(element), List = relation, Keys = keys };

    private FieldSchema KeyedList(string type)
    {
        var open = type.LastIndexOf('[');
        return ListOf(type[..open], ListRelation.Map, type[(open + 1)..^1].Split(','));
    }
}
