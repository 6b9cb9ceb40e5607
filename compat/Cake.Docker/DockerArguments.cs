using System.Globalization;
using System.Reflection;
using System.Text;
using Cake.Core;
using Cake.Core.IO;

namespace Cake.Docker;

/// <summary>Turns settings into the options of a command line.</summary>
/// <remarks>As in the official package Cake puts values between quotes and escapes what is in them; what follows the
/// options stands there as it is given.</remarks>
internal static class DockerArguments
{
    /// <summary>Writes a whole command.</summary>
    /// <param name="command">The command's words.</param>
    /// <param name="settings">The options.</param>
    /// <param name="rest">What follows them, as it is to stand there.</param>
    /// <returns>The command line without the program.</returns>
    public static ProcessArgumentBuilder Of(string command, AutoToolSettings settings, IEnumerable<string> rest)
    {
        var builder = new ProcessArgumentBuilder();
        builder.Append(command);

        // Of the class itself only: what every tool has, such as its path, is no option of docker.
        var properties = settings.GetType().GetProperties(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        foreach (var property in properties)
        {
            Append(builder, property, property.GetValue(settings), settings.SecretProperties.Contains(property.Name));
        }

        foreach (var word in rest)
        {
            builder.Append(word);
        }

        return builder;
    }

    /// <summary>Spells a property as docker spells the option.</summary>
    /// <param name="property">Such as <c>BuildArg</c>.</param>
    /// <returns>Such as <c>build-arg</c>.</returns>
    public static string OptionOf(string property)
    {
        var name = new StringBuilder();
        foreach (var c in property)
        {
            name.Append(char.IsAsciiLetterUpper(c) && name.Length > 0 ? "-" : string.Empty);
            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    private static void Append(ProcessArgumentBuilder builder, PropertyInfo property, object? value, bool isSecret)
    {
        var option = OptionOf(property.Name);
        if (value is not null && property.GetCustomAttribute<AutoPropertyAttribute>()?.Format is { } format)
        {
            builder.Append(string.Format(CultureInfo.InvariantCulture, format, option, value));
            return;
        }

        switch (value)
        {
            case true:
                builder.Append($"--{option}");
                break;
            case int or long or ulong:
                builder.Append(string.Create(CultureInfo.InvariantCulture, $"--{option} {value}"));
                break;
            case string text:
                Append(builder, option, text, isSecret);
                break;
            case string[] texts:
                Array.ForEach(texts, text => Append(builder, option, text, isSecret));
                break;
        }
    }

    private static void Append(ProcessArgumentBuilder builder, string option, string value, bool isSecret)
    {
        if (value.Length == 0)
        {
            return;
        }

        builder.Append($"--{option}");
        _ = isSecret ? builder.AppendQuotedSecret(value) : builder.AppendQuoted(value);
    }
}
