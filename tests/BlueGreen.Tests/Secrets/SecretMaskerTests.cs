using System.Net;
using System.Text;
using System.Text.Json;
using BlueGreen.Secrets;
using Xunit;

namespace BlueGreen.Tests.Secrets;

public sealed class SecretMaskerTests
{
    private const string Secret = "p\"a's&s w/ö\\+<1>";

    [Theory]
    [InlineData("DB_PASSWORD")]
    [InlineData("api_token")]
    [InlineData("CLIENT_SECRET")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("PASSWORD")]
    public void Create_NameThatSaysSecret_IsMasked(string name) =>
        Assert.Equal("x=***;", Masker((name, "hunter22")).Apply("x=hunter22;"));

    [Theory]
    [InlineData("DB_HOST")]
    [InlineData("MONKEY")]
    [InlineData("KEYBOARD")]
    public void Create_OtherName_IsNot(string name) =>
        Assert.Equal("x=hunter22", Masker((name, "hunter22")).Apply("x=hunter22"));

    [Fact]
    public void Create_ListedName_IsMasked() =>
        Assert.Equal("***", SecretMasker.Create([new("LICENSE", "hunter22")], ["LICENSE"]).Apply("hunter22"));

    [Fact]
    public void Apply_EveryForm_LeavesNothing()
    {
        var bytes = Encoding.UTF8.GetBytes(Secret);
        string[] forms =
        [
            Secret,
            JsonSerializer.Serialize(Secret),
            $"'{Secret.Replace("'", "''", StringComparison.Ordinal)}'",
            Uri.EscapeDataString(Secret),
            WebUtility.UrlEncode(Secret),
            WebUtility.HtmlEncode(Secret),
            Convert.ToBase64String(bytes),
            Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_'),
        ];

        Assert.All(
            forms, form =>
                Assert.Matches("^a [\"']?[*]{3}={0,2}[\"']? b$", Masker(("X_TOKEN", Secret)).Apply($"a {form} b")));
    }

    [Theory]
    [InlineData("u:")]
    [InlineData("ab:")]
    [InlineData("abc:")]
    public void Apply_BasicAuthentication_HidesThePassword(string user)
    {
        var header =
            "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}correct-horse-battery"));

        var masked = Masker(("DB_PASSWORD", "correct-horse-battery")).Apply(header);

        Assert.Contains("***", masked, StringComparison.Ordinal);
        Assert.InRange(masked.Length, 1, "Authorization: Basic ".Length + 16);
    }

    [Fact]
    public void Apply_OverlappingSecrets_HidesAllOfBoth() =>
        Assert.Equal("<***>", Masker(("A_KEY", "abcdef"), ("B_KEY", "defghi")).Apply("<abcdefghi>"));

    [Fact]
    public void Apply_OneSecretInsideAnother_HidesTheLonger() =>
        Assert.Equal("<***> <***>", Masker(("A_KEY", "abcd"), ("B_KEY", "xabcdx")).Apply("<xabcdx> <abcd>"));

    [Fact]
    public void Apply_MultiLineValue_IsMaskedLineByLine() =>
        Assert.Equal(
            "1: ***\n2: ***",
                Masker(("SSH_KEY", "first line\r\nsecond line\n")).Apply("1: first line\n2: second line"));

    [Fact]
    public void Apply_ShortValue_IsMaskedWhereItStandsAlone() =>
        Assert.Equal("pin=***, 171 of 1712", Masker(("PIN_SECRET", "17")).Apply("pin=17, 171 of 1712"));

    [Fact]
    public void Apply_WordThatSaysNothing_IsMaskedOnlyWhenListed()
    {
        Assert.Equal("ready: true", Masker(("USE_TOKEN", "true")).Apply("ready: true"));
        Assert.Equal(
            "ready: ***, untrue", SecretMasker.Create([new("FLAG", "true")], ["FLAG"]).Apply("ready: true, untrue"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Apply_EmptySecret_ChangesNothing(string value) =>
        Assert.Equal("a \n b", Masker(("X_TOKEN", value)).Apply("a \n b"));

    [Fact]
    public void Apply_RandomTexts_NeverHoldTheSecret()
    {
        var random = new Seeded(7);
        for (var i = 0; i < 300; i++)
        {
            var secret =
                new string([.. Enumerable.Range(0, 4 + random.Next(20)).Select(_ => (char)(33 + random.Next(90)))]);
            var text = $"{random.Next(99)}{secret}{random.Pick(["", "x", secret, "*"])}{Uri.EscapeDataString(secret)}";

            Assert.DoesNotContain(secret, Masker(("A_TOKEN", secret)).Apply(text), StringComparison.Ordinal);
        }
    }

    private static SecretMasker Masker(params (string Name, string Value)[] variables) =>
        SecretMasker.Create(variables.Select(each => KeyValuePair.Create(each.Name, each.Value)), []);
}
