using System.Globalization;
using System.Text;
using Cake.Core;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>A console in memory.</summary>
internal sealed class CapturedConsole : IConsole
{
    public StringBuilder Text { get; } = new();

    public StringBuilder Stdout { get; } = new();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string value) => Both(value);

    public void Write(string format, params object[] arg) => Both(Format(format, arg));

    public void WriteLine(string value) => Both(value + "\n");

    public void WriteLine(string format, params object[] arg) => Both(Format(format, arg) + "\n");

    public void WriteError(string value) => Text.Append(value);

    public void WriteError(string format, params object[] arg) => Text.Append(Format(format, arg));

    public void WriteErrorLine(string value) => Text.Append(value).Append('\n');

    public void WriteErrorLine(string format, params object[] arg) => Text.Append(Format(format, arg)).Append('\n');

    public void ResetColor()
    {
    }

    private static string Format(string format, object[] arg) =>
        string.Format(CultureInfo.InvariantCulture, format, arg);

    private void Both(string text)
    {
        Text.Append(text);
        Stdout.Append(text);
    }
}
