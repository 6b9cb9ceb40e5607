using BlueGreen.Options.Types;

namespace BlueGreen.Options;

/// <summary>The kinds of text that options hold, each with its rule and its words.</summary>
internal static class OptionTexts
{
    /// <summary>A name that Kubernetes takes for most objects.</summary>
    /// <seealso href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names"/>
    public static readonly TextType Label =
        new("a DNS label (1 to 63 of a-z 0-9 -, beginning and ending with a letter or digit)",
            "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", 63);

    /// <summary>The name of the app; room is left for <c>-blue-green-history</c> in names made of it.</summary>
    public static readonly TextType App =
        new("a DNS label of at most 44 characters (a-z 0-9 -, a letter first)",
            "^[a-z]([-a-z0-9]{0,42}[a-z0-9])?$", 44);

    /// <summary>An environment variable's name, as manifests may use it.</summary>
    public static readonly TextType Variable =
        new("a variable name (letters, digits, _)", "^[A-Za-z_][A-Za-z0-9_]*$", 255);

    /// <summary>A path and query of HTTP.</summary>
    public static readonly TextType UrlPath =
        new("a path that begins with / and holds no space or #", "^/[^\\s#]*$", 2048);

    /// <summary>A header's name.</summary>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-5.1"/>
    public static readonly TextType HeaderName = new("a header name", "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", 128);

    /// <summary>One cookie, name and value.</summary>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1"/>
    public static readonly TextType Cookie =
        new("a cookie as name=value, without spaces, quotes, commas and semicolons",
            "^[A-Za-z0-9!#$%&'*+.^_`|~-]+=[!#-+\\--:<-\\[\\]-~]+$", 256);

    /// <summary>What <c>hosts</c> of a Gateway takes.</summary>
    public static readonly TextType Host =
        new("a host name, *.name, or *",
            "^(\\*|(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$", 253);

    /// <summary>A namespace and a name.</summary>
    public static readonly TextType NamespacedName =
        new("namespace/name", "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?/[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", 127);

    /// <summary>A place in a JSON document.</summary>
    public static readonly TextType JsonPath =
        new("a place such as version, $.build.version or items[0].id",
            "^(\\$\\.?)?[A-Za-z0-9_-]*(\\[[0-9]{1,4}\\])*(\\.[A-Za-z0-9_-]+(\\[[0-9]{1,4}\\])*)*$", 256);

    /// <summary>A line of a pipeline's job. GitHub would put values into <c>${{</c> before any shell sees
    /// it.</summary>
    public static readonly TextType PipelineCommand =
        new("a line of bash without ${{ and %{{", "^(?!.*[$%]\\{\\{)\\S.*$", 1024);

    /// <summary>An operating system and an architecture.</summary>
    public static readonly TextType Platform =
        new("a platform such as linux/amd64 or linux/arm/v7", "^[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?$", 64);

    /// <summary>An image with registry and tag.</summary>
    public static readonly TextType Image =
        new("an image such as registry/name:$VERSION, without spaces", "^[^\\s]+$", 512);
}
