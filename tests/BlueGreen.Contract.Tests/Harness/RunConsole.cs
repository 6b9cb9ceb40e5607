using System.Globalization;
using Cake.Core;

namespace BlueGreen.Contract.Tests.Harness;

/// <summary>A console in memory that can be read while it is written.</summary>
#pragma warning disable CA1001 // A writer into memory has nothing to let go of.
internal sealed class RunConsole : IConsole
#pragma warning restore CA1001
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);

    public RunConsole() => Writer = TextWriter.Synchronized(_text);

    /// <summary>Gets what takes the text; it locks itself for each call.</summary>
    public TextWriter Writer { get; }

    /// <summary>Gets what was written, stdout and stderr in the order they came.</summary>
    public string Text
    {
        get
        {
#pragma warning disable CA2002 // The synchronized writer locks itself; only that lock keeps its calls out.
            lock (Writer)
            {
                return _text.ToString();
            }
#pragma warning restore CA2002
        }
    }

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string value) => Writer.Write(value);

    public void Write(string format, params object[] arg) => Writer.Write(format, arg);

    public void WriteLine(string value) => Writer.Write(value + "\n");

    public void WriteLine(string format, params object[] arg) => Writer.Write(format + "\n", arg);

    public void WriteError(string value) => Writer.Write(value);

    public void WriteError(string format, params object[] arg) => Writer.Write(format, arg);

    public void WriteErrorLine(string value) => Writer.Write(value + "\n");

    public void WriteErrorLine(string format, params object[] arg) => Writer.Write(format + "\n", arg);

    public void ResetColor()
    {
    }
}
