using System.Text;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Takes a shell's script apart into commands, as far as is needed to know which programs it starts.</summary>
/// <remarks>
/// Bash, sh and PowerShell alike: words, quotes, comments, continued lines, pipes, lists, substitutions. What a
/// variable holds is not known. A line of a here-document counts as a command: rather one too many than one too few.
/// </remarks>
internal sealed class ShellScript
{
    private readonly List<ShellCommand> _commands = [];
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private readonly string _script;
    private bool _inWord;
    private bool _isPiped;
    private int _line;

    private ShellScript(string script) => _script = script;

    /// <summary>Takes one apart.</summary>
    /// <param name="script">The script.</param>
    /// <returns>Its commands, in their order.</returns>
    public static IReadOnlyList<ShellCommand> Read(string script)
    {
        var reader = new ShellScript(script.ReplaceLineEndings("\n"));
        for (var at = 0; at < reader._script.Length;)
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
            case '\'' or '"':
                return Quoted(at, _script[at]);
            case '$' when Next(at) is '{':
                return Variable(at);
            case '#' when !_inWord:
                return _script.IndexOf('\n', at) is var end and >= 0 ? end - at : _script.Length - at;
            case '\n':
                EndCommand(isPipe: false);
                _line++;
                return 1;
            case ' ' or '\t' or '\r':
                EndWord();
                return 1;
            case '|' or '&':
                var isTwice = Next(at) == _script[at];
                EndCommand(isPipe: _script[at] is '|' && !isTwice);
                return isTwice ? 2 : 1;
            case ';' or '(' or ')' or '`':
                EndCommand(isPipe: false);
                return 1;
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
    private int Quoted(int at, char quote)
    {
        _inWord = true;
        var next = at + 1;
        for (; next < _script.Length && _script[next] != quote; next++)
        {
            if (quote is '"' && _script[next] is '\\' && Next(next) is '"' or '\\')
            {
                next++;
            }

            _line += _script[next] is '\n' ? 1 : 0;
            _word.Append(_script[next]);
        }

        return Math.Min(next + 1, _script.Length) - at;
    }

    /// <summary>What stands in the braces of <c>${NAME}</c> and <c>${{ expression }}</c> is one word.</summary>
    private int Variable(int at)
    {
        var closing = _script.AsSpan(at).StartsWith("${{") ? "}}" : "}";
        var end = _script.IndexOf(closing, at, StringComparison.Ordinal);
        var length = end < 0 ? 2 : end + closing.Length - at;
        return Append(_script.Substring(at, length), length);
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
