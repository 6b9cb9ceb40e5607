namespace BlueGreen.Options;

/// <summary>Whom the output is for.</summary>
public enum OutputForm
{
    /// <summary>A person.</summary>
    Text,

    /// <summary>A program: one JSON document on standard output.</summary>
    Json,
}
