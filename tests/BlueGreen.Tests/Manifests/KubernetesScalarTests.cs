using BlueGreen.Manifests;
using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using Xunit;

namespace BlueGreen.Tests.Manifests;

public sealed class KubernetesScalarTests
{
    // Each row is what kubectl 1.32 prints for the value, by: kubectl patch --local -f FILE -p '{}' -o json
    [Theory]
    [InlineData("yes", "true")]
    [InlineData("on", "true")]
    [InlineData("y", "true")]
    [InlineData("NO", "false")]
    [InlineData("N", "false")]
    [InlineData("oFF", "\"oFF\"")]
    [InlineData("True", "true")]
    [InlineData("~", "null")]
    [InlineData("NULL", "null")]
    [InlineData("012", "10")]
    [InlineData("-012", "-10")]
    [InlineData("08", "8")]
    [InlineData("0o14", "12")]
    [InlineData("0o8", "\"0o8\"")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x10", "-16")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("0b11", "3")]
    [InlineData("0b2", "\"0b2\"")]
    [InlineData("1_000", "1000")]
    [InlineData("1__0", "10")]
    [InlineData("_1", "\"_1\"")]
    [InlineData("0_1", "1")]
    [InlineData("+12", "12")]
    [InlineData("-0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("1.0", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("12e03", "12000")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("+.5e3", "500")]
    [InlineData("1_0.5", "10.5")]
    [InlineData("1e", "\"1e\"")]
    [InlineData("1e400", "\"1e400\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("18446744073709551616", "1.8446744073709552E+19")]
    [InlineData("=", "\"=\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("v1", "\"v1\"")]
    public void ToJson_UnquotedValue_IsTypedAsKubectlDoes(string text, string json)
    {
        var value =
            KubernetesScalar.ToJson(
                new YamlScalar(new SourcePosition("x"), text, YamlStyle.Plain), new InputProblems());

        Assert.Equal(json, value?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("null")]
    public void ToJson_QuotedValue_IsText(string text)
    {
        var value =
            KubernetesScalar.ToJson(
                new YamlScalar(new SourcePosition("x"), text, YamlStyle.DoubleQuoted), new InputProblems());

        Assert.Equal($"\"{text}\"", value!.ToJsonString());
    }
}
