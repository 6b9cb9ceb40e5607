using System.Text;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Takes a shell's script apart into commands, as far as is needed to know which programs it starts.</summary>
/// <remarks>
/// Bash, sh and PowerShell alike: words, quotes, comments, continued lines, pipes, lists, substitutions. What a
/// variable holds is not known. A line of a here-document counts as a command, and a quote that nothing closes as a
/// letter: rather one command too many than one too few.
/// </remarks>
internal sealed class ShellScript
{
    private const int MaxDepth = 5;

    private readonly List<ShellCommand> _commands = [];
    private readonly List<string> _words = [];
    private readonly Queue<string> _documents = [];
    private readonly StringBuilder _word = new();
    private readonly string _script;
    private readonly ShellEnds _ends;
    private readonly int _depth;
    private bool _inWord;
    private bool _isPiped;
    private int _line;

    private ShellScript(string script, int line, int depth) =>
        (_script, _ends, _line, _depth) = (script, new ShellEnds(script), line, depth);

    /// <summary>Takes one apart.</summary>
    /// <param name="script">The script.</param>
    /// <returns>Its commands; those of a substitution stand before the one it is part of.</returns>
    public static IReadOnlyList<ShellCommand> Read(string script) =>
        Read(script.ReplaceLineEndings("\n"), line: 0, depth: 0);

    private static List<ShellCommand> Read(string script, int line, int depth)
    {
        var reader = new ShellScript(script, line, depth);
        for (var at = 0; at < script.Length;)
        {
            at += reader.Take(at);
        }

        reader.EndCommand(isPipe: false);
        return reader._commands;
    }

    private int Take(int at)
    {
        switch (_script[at])
        {
            case '\\' or '`' when Next(at) is '\n':
                EndWord();
                _line++;
                return 2;
            case '\\' when Next(at) is not '\0' and var escaped && !char.IsAsciiLetterOrDigit(escaped):
                return Append(escaped.ToString(), 2);
            case '\'' when _ends.Of("'", at + 1) is { } end:
                return Quoted(at, end, isDouble: false);
            case '"' when _ends.OfDoubleQuoted(at) is { } end:
                return Quoted(at, end, isDouble: true);
            case '$' when Next(at) is '{':
                return Variable(at);
            case '$' or '`' when Substituted(at) is { } length:
                return Append(_script.Substring(at, length), length);
            case '#' when !_inWord:
                return _script.IndexOf('\n', at) is var line and >= 0 ? line - at : _script.Length - at;
            case '\n':
                EndCommand(isPipe: false);
                _line++;
                return 1 + Documents(at + 1);
            case ' ' or '\t' or '\r':
                EndWord();
                return 1;
            case '|' or '&' when !IsOfRedirection(at):
                return Join(at);
            case ';' or '(' or ')' or '`':
                EndCommand(isPipe: false);
                return 1;
            case '<' when HereDocument.At(_script, at) is { } document:
                _documents.Enqueue(document.End);
                return Append(_script.Substring(at, document.Length), document.Length);
            default:
                return Append(_script[at].ToString(), 1);
        }
    }

    private char Next(int at) => at + 1 < _script.Length ? _script[at + 1] : '\0';

    private int Append(string text, int length)
    {
        _word.Append(text);
        _inWord = true;
        return length;
    }

    /// <summary>A backslash takes a double quote's meaning away; PowerShell has none before it.</summary>
    private int Quoted(int at, int end, bool isDouble)
    {
        _inWord = true;
        for (var next = at + 1; next < end - 1; next++)
        {
            if (isDouble && _script[next] is '$' or '`' && Substituted(next) is { } length && next + length < end)
            {
                _word.Append(_script, next, length);
                next += length - 1;
                continue;
            }

            next += isDouble && _script[next] is '\\' && Next(next) is '"' or '\\' ? 1 : 0;
            _line += _script[next] is '\n' ? 1 : 0;
            _word.Append(_script[next]);
        }

        return end - at;
    }

    /// <summary>What stands in the braces of <c>${NAME}</c> and <c>${{ expression }}</c> is one word.</summary>
    private int Variable(int at)
    {
        var length = (_ends.Of(_script.AsSpan(at).StartsWith("${{") ? "}}" : "}", at) ?? (at + 2)) - at;
        return Append(_script.Substring(at, length), length);
    }

    /// <summary>Reads the commands of <c>$(…)</c> and of <c>`…`</c>, which are part of a word.</summary>
    private int? Substituted(int at)
    {
        var end = _script[at] is '`' ? _ends.Of("`", at + 1)
            : Next(at) is '(' ? _ends.OfBrackets(at + 1)
            : null;
        if (end is null || _depth >= MaxDepth)
        {
            return null;
        }

        var from = at + (_script[at] is '`' ? 1 : 2);
        var inner = _script[from..(end.Value - 1)];
        _commands.AddRange(Read(inner, _line, _depth + 1));
        _line += inner.Count(each => each is '\n');
        return end.Value - at;
    }

    /// <summary>Reads the here-documents that the line before has begun, line by line.</summary>
    private int Documents(int at)
    {
        var from = at;
        while (_documents.TryDequeue(out var end))
        {
            if (_ends.OfDocument(end, at) is { } next)
            {
                foreach (var line in _script[at..next].TrimEnd('\n').Split('\n'))
                {
                    _commands.AddRange(Read(line, _line, _depth + 1));
                    _line++;
                }

                at = next;
            }
        }

        return at - from;
    }

    /// <summary>Such as <c>2>&amp;1</c>, <c>&amp;>log</c>, <c>>|log</c>.</summary>
    private bool IsOfRedirection(int at) =>
        (at > 0 && _script[at - 1] is '>' or '<') || (_script[at] is '&' && Next(at) is '>');

    /// <summary>What runs beside the shell has not taken its place: as in a pipe.</summary>
    private int Join(int at)
    {
        var isTwice = Next(at) == _script[at];
        EndCommand(isPipe: !isTwice);
        _isPiped &= _script[at] is '|';
        return isTwice ? 2 : 1;
    }

    private void EndWord()
    {
        if (_inWord)
        {
            _words.Add(_word.ToString());
        }

        _word.Clear();
        _inWord = false;
    }

    private void EndCommand(bool isPipe)
    {
        EndWord();
        var skipped = ShellPrefix.Length(_words);
        if (skipped < _words.Count && _words[skipped].Length > 0)
        {
            var hasExec = _words.Take(skipped).Contains("exec", StringComparer.Ordinal);
            _commands.Add(new ShellCommand([.. _words.Skip(skipped)], _line, hasExec, _isPiped || isPipe));
        }

        _words.Clear();
        _isPiped = isPipe;
    }
}
