using System.Text;
using BlueGreen.Frosting.Reports;
using Spectre.Console;

namespace BlueGreen.Frosting.Output;

/// <summary>Shows a table: drawn on a terminal, as plain columns in a log.</summary>
internal static class ConsoleTable
{
    /// <summary>Shows it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="say">Writes lines to the log.</param>
    public static void Show(ReportTable table, Action<string> say)
    {
        if (Console.IsOutputRedirected)
        {
            say(Plain(table));
            return;
        }

        var drawn = new Table { Border = TableBorder.Rounded };
        foreach (var (name, index) in table.Columns.Select((name, index) => (name, index)))
        {
            drawn.AddColumn(new TableColumn(new Text(name)) { Alignment = index == 0 ? Justify.Left : Justify.Right });
        }

        foreach (var row in table.Rows)
        {
            drawn.AddRow(row.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(drawn);
    }

    /// <summary>Writes it as plain text: the first column to the left, the others to the right.</summary>
    /// <param name="table">The table.</param>
    /// <returns>Lines without a line end after the last.</returns>
    public static string Plain(ReportTable table)
    {
        var widths = table.Columns
            .Select((name, index) => table.Rows.Select(row => row[index].Length).Append(name.Length).Max())
            .ToArray();
        var text = new StringBuilder();
        foreach (var row in table.Rows.Prepend(table.Columns))
        {
            text.Append("  ").Append(row[0].PadRight(widths[0]));
            foreach (var (cell, width) in row.Zip(widths).Skip(1))
            {
                text.Append("  ").Append(cell.PadLeft(width));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}
