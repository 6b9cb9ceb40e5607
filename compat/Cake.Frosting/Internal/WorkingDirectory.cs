using Cake.Core.IO;

namespace Cake.Frosting.Internal;

/// <summary>Carries the folder that the program chose from the host to the command.</summary>
/// <param name="Path">The folder.</param>
internal sealed record WorkingDirectory(DirectoryPath Path);
