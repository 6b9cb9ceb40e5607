using System.Text;

namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>Splits a command line as a shell would: at spaces, but not inside single quotes.</summary>
internal static class CommandLine
{
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isQuoted, hasWord) = (false, false);
        foreach (var c in line)
        {
            if (c == '\'')
            {
                (isQuoted, hasWord) = (!isQuoted, true);
            }
            else if (c == ' ' && !isQuoted)
            {
                Take();
            }
            else
            {
                word.Append(c);
                hasWord = true;
            }
        }

        Take();
        return words;

        void Take()
        {
            if (hasWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            hasWord = false;
        }
    }
}
