namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>What form of an object a client asked for.</summary>
internal enum ObjectForm
{
    /// <summary>The object itself.</summary>
    Whole,

    /// <summary>Rows for people.</summary>
    Table,

    /// <summary>Metadata only.</summary>
    Metadata,

    /// <summary>The grouped discovery document.</summary>
    Discovery,
}
