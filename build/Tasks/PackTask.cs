using BlueGreen.Frosting;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.MSBuild;
using Cake.Common.Tools.DotNet.Pack;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Makes the NuGet packages, against the official Cake packages: needs a feed that has them.</summary>
[TaskName("Pack")]
[TaskDescription("Make the NuGet packages in artifacts/packages (needs a feed with the official Cake packages).")]
public sealed class PackTask : FrostingTask<BlueGreenContext>
{
    private static readonly string[] Packages =
    [
        "BlueGreen", "BlueGreen.Kubernetes", "BlueGreen.Routers", "BlueGreen.MiniCluster", "BlueGreen.Pipelines",
        "BlueGreen.Frosting",
    ];

    /// <inheritdoc/>
    public override void Run(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = new DotNetPackSettings
        {
            Configuration = "Release",
            OutputDirectory = Repository.Artifacts(context).Combine("packages"),
            MSBuildSettings = new DotNetMSBuildSettings()
                .WithProperty("OfficialPackages", "true")
                .WithProperty("IsPackable", "true"),
        };
        foreach (var package in Packages)
        {
            context.DotNetPack($"src/{package}/{package}.csproj", settings);
        }
    }
}
