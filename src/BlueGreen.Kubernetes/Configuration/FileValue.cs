namespace BlueGreen.Kubernetes.Configuration;

/// <summary>What is read from files that somebody else renews while we run, such as a certificate of an hour.</summary>
/// <typeparam name="T">What the text is turned into.</typeparam>
/// <param name="read">Reads the text of the files.</param>
/// <param name="parse">Turns it into the value.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class FileValue<T>(Func<string> read, Func<string, T> parse, TimeProvider timeProvider)
    where T : class
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private T? _value;
    private string? _text;
    private long _readAt;

    /// <summary>Gets the value: the same instance for as long as the files say the same.</summary>
    /// <exception cref="KubeConfigException">The files cannot be used, and never could.</exception>
    public T Get()
    {
        lock (_gate)
        {
            if (_value is null || timeProvider.GetElapsedTime(_readAt) >= ReadEvery)
            {
                _readAt = timeProvider.GetTimestamp();
                Read();
            }

            return _value!;
        }
    }

    private void Read()
    {
        try
        {
            var text = read();
            if (!string.Equals(text, _text, StringComparison.Ordinal))
            {
                (_value, _text) = (parse(text), text);
            }
        }
        catch (KubeConfigException) when (_value is not null)
        {
            // Half written, or half replaced: the old one goes on until the next look.
        }
    }
}
