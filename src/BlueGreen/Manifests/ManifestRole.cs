namespace BlueGreen.Manifests;

/// <summary>What a manifest file is for; its name says so.</summary>
public enum ManifestRole
{
    /// <summary><c>deployment.yml</c> and every further file: what runs in a color.</summary>
    Workload,

    /// <summary><c>service.yml</c>: what both colors share inside the cluster.</summary>
    Service,

    /// <summary><c>gateway.yml</c>: where users enter.</summary>
    Gateway,

    /// <summary><c>route-test.yml</c>: users stay, cookie holders reach the target color.</summary>
    RouteTest,

    /// <summary><c>route.yml</c>: users reach the live color.</summary>
    Route,
}
