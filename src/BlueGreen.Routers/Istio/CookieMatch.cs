using System.Text.RegularExpressions;

namespace BlueGreen.Routers.Istio;

/// <summary>Finds the test cookie anywhere in a Cookie header.</summary>
/// <remarks>
/// Istio's <c>regex</c> is RE2 and must match the whole value. Browsers write <c>a=b; test=true</c>, with a blank
/// after the semicolon: an expression without it misses every cookie but the first.
/// </remarks>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch"/>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6265#section-4.2.1"/>
internal static class CookieMatch
{
    /// <summary>Writes the expression for a cookie.</summary>
    /// <param name="cookie">Name and value, such as <c>test=true</c>.</param>
    /// <returns>The expression, valid in RE2 and in .NET.</returns>
    public static string Expression(string cookie) => $@"^(.*;\s*)?{Escape(cookie)}(\s*;.*)?$";

    // RE2 knows the same punctuation escapes; Regex.Escape would also write '\ ' and '\#', which RE2 refuses.
    private static string Escape(string cookie) =>
        Regex.Replace(cookie, @"[\\.+*?()|\[\]{}^$]", @"\$0", RegexOptions.None, TimeSpan.FromSeconds(1));
}
