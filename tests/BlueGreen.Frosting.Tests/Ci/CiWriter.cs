using System.Globalization;
using Cake.Common.Build;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>Keeps the commands that Cake's providers write for a CI system.</summary>
internal sealed class CiWriter : IBuildSystemServiceMessageWriter
{
    public List<string> Lines { get; } = [];

    public void Write(string format, params object[] args) =>
        Lines.Add(string.Format(CultureInfo.InvariantCulture, format, args));
}
