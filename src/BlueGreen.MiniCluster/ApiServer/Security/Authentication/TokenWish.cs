namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>What a token shall be good for.</summary>
/// <param name="Audiences">Whom it may be shown to.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Bound">The object it ends with, or null.</param>
internal sealed record TokenWish(IReadOnlyList<string> Audiences, long Seconds, BoundObject? Bound = null);

/// <summary>An object that a token ends with.</summary>
/// <param name="Plural">Its resource: pods or secrets.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid: a successor of the same name is another one.</param>
internal sealed record BoundObject(string Plural, string Name, string Uid);
