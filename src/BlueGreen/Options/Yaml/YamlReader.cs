using System.Collections.Frozen;
using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BlueGreen.Options.Yaml;

/// <summary>Reads YAML text into trees with places, within limits, and says clearly what it does not take.</summary>
/// <remarks>
/// Numbered map: (1) size, (2) events of YamlDotNet's parser, (3) nodes, counted also when an alias repeats them, (4)
/// merge keys and duplicate keys. Every limit ends in a message, never in a full memory or stack.
/// </remarks>
/// <seealso href="https://yaml.org/spec/1.2.2/"/>
internal sealed class YamlReader
{
    private static readonly FrozenSet<string> KnownTags = FrozenSet.ToFrozenSet(
        ["!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"], StringComparer.Ordinal);

    private readonly string _source;
    private readonly YamlLimits _limits;
    private readonly InputProblems _problems;
    private readonly Dictionary<string, (YamlNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private readonly GuardedParser _parser;
    private int _nodes;

    private YamlReader(string text, string source, YamlLimits limits, InputProblems problems)
    {
        _source = source;
        _limits = limits;
        _problems = problems;
        _parser = new GuardedParser(text.TrimStart('\uFEFF'));
    }

    /// <summary>Reads all documents of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text in messages.</param>
    /// <param name="limits">What is allowed.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The documents, or null when the text is no YAML: then the problems say why.</returns>
    public static IReadOnlyList<YamlNode>? Read(string text, string source, YamlLimits limits, InputProblems problems)
    {
        if (text.Length > limits.MaxCharacters)
        {
            problems.Add(new(source), $"it has {text.Length} characters, at most {limits.MaxCharacters} are allowed");
            return null;
        }

        try
        {
            return new YamlReader(text, source, limits, problems).ReadDocuments();
        }
        catch (YamlRefusedException e)
        {
            problems.Add(e.At, e.Message);
        }
        catch (YamlException e)
        {
            YamlFault.Report(e, text, source, problems);
        }

        return null;
    }

    private List<YamlNode> ReadDocuments()
    {
        var documents = new List<YamlNode>();
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            _anchors.Clear();
            documents.Add(ReadNode(depth: 0));
            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private YamlNode ReadNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return ReadAlias(alias);
        }

        var next = _parser.Current as NodeEvent ?? throw new YamlRefusedException(new(_source), "it ends too early");
        var at = Place(next);
        if (depth > _limits.MaxDepth)
        {
            throw new YamlRefusedException(at, $"it is nested deeper than {_limits.MaxDepth} levels");
        }

        if (!next.Anchor.IsEmpty && !_limits.AllowAnchors)
        {
            throw new YamlRefusedException(
                at, $"the anchor '&{next.Anchor.Value}' is not allowed here; write the value out");
        }

        RefuseForeignTag(next, at);
        var before = _nodes;
        Count(1, at);
        YamlNode node = next switch
        {
            Scalar => ReadScalar(at),
            SequenceStart => ReadSequence(at, depth),
            _ => ReadMapping(at, depth),
        };
        if (!next.Anchor.IsEmpty)
        {
            _anchors[next.Anchor.Value] = (node, _nodes - before);
        }

        return node;
    }

    private YamlNode ReadAlias(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        var at = Place(alias);
        if (!_limits.AllowAnchors)
        {
            throw new YamlRefusedException(at, $"the alias '*{name}' is not allowed here; write the value out");
        }

        if (!_anchors.TryGetValue(name, out var known))
        {
            throw new YamlRefusedException(at, $"the alias '*{name}' stands for nothing before it");
        }

        // An alias counts as everything it repeats, or ten short lines could stand for a billion values.
        Count(known.Size, at);
        return known.Node;
    }

    private static void RefuseForeignTag(NodeEvent node, SourcePosition at)
    {
        if (!node.Tag.IsEmpty && !KnownTags.Contains(node.Tag.Value))
        {
            throw new YamlRefusedException(at, $"the tag '{node.Tag.Value}' is not allowed here; write the value out");
        }
    }

    private YamlScalar ReadScalar(SourcePosition at)
    {
        var scalar = _parser.Consume<Scalar>();
        if (!IsWellFormed(scalar.Value))
        {
            throw new YamlRefusedException(at, "it holds half of a character (a lone surrogate)");
        }

        var isText = !scalar.Tag.IsEmpty && !scalar.IsPlainImplicit && scalar.Style == ScalarStyle.Plain;
        return new YamlScalar(at, scalar.Value, scalar.Style switch
        {
            ScalarStyle.Plain when !isText => YamlStyle.Plain,
            ScalarStyle.SingleQuoted => YamlStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlStyle.DoubleQuoted,
            _ => YamlStyle.Text,
        });
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private YamlSequence ReadSequence(SourcePosition at, int depth)
    {
        _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlSequence(at, items.DrainToImmutable());
    }

    private YamlMapping ReadMapping(SourcePosition at, int depth)
    {
        _parser.Consume<MappingStart>();
        var entries = new YamlEntries(_problems, _limits.AllowMerge);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            entries.Add(key, ReadNode(depth + 1));
        }

        return new YamlMapping(at, entries.ToImmutable());
    }

    private void Count(int nodes, SourcePosition at)
    {
        _nodes += nodes;
        if (_nodes > _limits.MaxNodes)
        {
            throw new YamlRefusedException(at, $"it has more than {_limits.MaxNodes} values, aliases written out");
        }
    }

    private SourcePosition Place(ParsingEvent parsed) => new(_source, (int)parsed.Start.Line, (int)parsed.Start.Column);
}
