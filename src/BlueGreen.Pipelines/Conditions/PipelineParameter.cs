namespace BlueGreen.Pipelines.Conditions;

/// <summary>Knows texts that are complete only when a pipeline starts: <c>${{parameters.COLOR}}</c>.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#parameters"/>
internal static class PipelineParameter
{
    /// <summary>Tells whether a text holds one: then only the CI system knows what it says.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsIn(string text) =>
        text.Contains("${{", StringComparison.Ordinal) || text.Contains("%{{", StringComparison.Ordinal);
}
