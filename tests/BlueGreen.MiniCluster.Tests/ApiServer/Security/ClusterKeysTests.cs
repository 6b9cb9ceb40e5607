using BlueGreen.MiniCluster.ApiServer.Security;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Security;

/// <summary>Keys survive a restart; what a kill or a hand has left half is made anew, all of it.</summary>
public sealed class ClusterKeysTests : IDisposable
{
    private static readonly DateTimeOffset Now = new FakeClock().GetUtcNow();

    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Get_Twice_IsTheSame() => Assert.Equal(ClusterKeys.Get(_folder, Now), ClusterKeys.Get(_folder, Now));

    [Fact]
    public void Get_NearTheEndOfTheCertificate_MakesAllAnew()
    {
        var old = ClusterKeys.Get(_folder, Now);
        var made = ClusterKeys.Get(_folder, Now.AddDays(365));

        Assert.NotEqual(old.AdminToken, made.AdminToken, StringComparer.Ordinal);
        Assert.NotEqual(old.AuthorityPem, made.AuthorityPem, StringComparer.Ordinal);
        Assert.Equal(made, ClusterKeys.Get(_folder, Now.AddDays(365)));
    }

    [Theory]
    [InlineData("ca.pem")]
    [InlineData("ca-key.pem")]
    [InlineData("server.pem")]
    [InlineData("server-key.pem")]
    [InlineData("service-accounts-key.pem")]
    [InlineData("admin-token")]
    public void Get_OneFileEmptyCutOffOrOfAnotherSet_MakesAllAnew(string file)
    {
        var path = Path.Combine(_folder, file);
        var others = Directory.CreateTempSubdirectory("bluegreen-keys-");
        ClusterKeys.Get(others.FullName, Now);
        var other = File.ReadAllText(Path.Combine(others.FullName, file));
        others.Delete(recursive: true);

        foreach (var text in (string[])["", other[..(other.Length / 2)], other])
        {
            var old = ClusterKeys.Get(_folder, Now);
            File.WriteAllText(path, text);

            var keys = ClusterKeys.Get(_folder, Now);

            var isWhole = text.Length == other.Length && file is "service-accounts-key.pem" or "admin-token";
            Assert.Equal(isWhole, string.Equals(keys.ServerPem, old.ServerPem, StringComparison.Ordinal));
            using var host = new TokenSigner(keys.TokenKeyPem);
            Assert.Equal(64, keys.AdminToken.Length);
            Assert.NotEmpty(keys.IssueClient(UserInfo.Anonymous, Now, TimeSpan.FromHours(1)).CertificatePem);
        }
    }

    [Fact]
    public void Get_SecretFiles_AreForTheirOwnerAlone()
    {
        ClusterKeys.Get(_folder, Now);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in (string[])["ca-key.pem", "server-key.pem", "service-accounts-key.pem", "admin-token"])
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, file)));
        }
    }
}
