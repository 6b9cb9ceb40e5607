using System.Text;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>
/// Replaces <c>$(NAME)</c> in commands and variables as Kubernetes does: unknown names stay, <c>$$</c> is a dollar.
/// </summary>
/// <seealso
///     href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/"/>
internal static class VariableExpansion
{
    /// <summary>Expands a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The known variables.</param>
    /// <returns>The text with values.</returns>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            var end = next == '(' ? text.IndexOf(')', i) : -1;
            if (text[i] == '$' && next == '$')
            {
                result.Append('$');
                i++;
            }
            else if (text[i] == '$' && end > 0)
            {
                result.Append(variables.TryGetValue(text[(i + 2)..end], out var value) ? value : text[i..(end + 1)]);
                i = end;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
