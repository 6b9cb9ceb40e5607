namespace BlueGreen.Tests.Fakes;

/// <summary>What becomes of one call on the world.</summary>
/// <param name="Error">Thrown instead of the effect; null for none.</param>
/// <param name="IsSwallowed">Whether a write is accepted and never shows.</param>
/// <param name="ErrorAfter">Thrown although the effect happened: the answer was lost.</param>
/// <param name="Hang">Whether the call waits until it is cancelled.</param>
internal sealed record CallFate(
    Exception? Error = null, bool IsSwallowed = false, Exception? ErrorAfter = null, bool Hang = false)
{
    public static CallFate Normal { get; } = new();
}
