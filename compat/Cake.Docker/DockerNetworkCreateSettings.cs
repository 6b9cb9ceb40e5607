namespace Cake.Docker;

/// <summary>What <c>docker network create</c> is told: what kind of network is made.</summary>
public sealed class DockerNetworkCreateSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--attachable</c>: whether containers may be attached by hand.</summary>
    public bool? Attachable { get; set; }

    /// <summary>Gets or sets <c>--aux-address</c>: addresses the driver keeps for itself.</summary>
    public string[]? AuxAddress { get; set; }

    /// <summary>Gets or sets <c>--config-from</c>: the network whose configuration is taken over.</summary>
    public string? ConfigFrom { get; set; }

    /// <summary>Gets or sets <c>--config-only</c>: whether only a configuration is made.</summary>
    public bool? ConfigOnly { get; set; }

    /// <summary>Gets or sets <c>--driver</c>: the driver; bridge is the default.</summary>
    public string? Driver { get; set; }

    /// <summary>Gets or sets <c>--gateway</c>: gateways of the subnets.</summary>
    public string[]? Gateway { get; set; }

    /// <summary>Gets or sets <c>--ingress</c>: whether it is the swarm's routing mesh.</summary>
    public bool? Ingress { get; set; }

    /// <summary>Gets or sets <c>--internal</c>: whether there is no way out of it.</summary>
    public bool? Internal { get; set; }

    /// <summary>Gets or sets <c>--ipam-driver</c>: who gives out addresses.</summary>
    public string? IpamDriver { get; set; }

    /// <summary>Gets or sets <c>--ipam-opt</c>: options of that driver, as name=value.</summary>
    public string[]? IpamOpt { get; set; }

    /// <summary>Gets or sets <c>--ip-range</c>: the part of the subnet that addresses come from.</summary>
    public string[]? IpRange { get; set; }

    /// <summary>Gets or sets <c>--ipv6</c>: whether there is IPv6.</summary>
    public bool? Ipv6 { get; set; }

    /// <summary>Gets or sets <c>--label</c>: labels, as name=value.</summary>
    public string[]? Label { get; set; }

    /// <summary>Gets or sets <c>--opt</c>: options of the driver, as name=value.</summary>
    public string[]? Opt { get; set; }

    /// <summary>Gets or sets <c>--scope</c>: how far it reaches.</summary>
    public string? Scope { get; set; }

    /// <summary>Gets or sets <c>--subnet</c>: subnets, such as 10.1.0.0/24.</summary>
    public string[]? Subnet { get; set; }
}
