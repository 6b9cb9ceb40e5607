using System.Xml.Linq;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>A folder with the files that an agent of TeamCity writes for a build.</summary>
internal sealed class CiFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-ci-").FullName;

    /// <summary>Writes properties in both forms: we read the plain one, Cake the XML beside it.</summary>
    public string WriteProperties(string name, params (string Name, string Value)[] properties)
    {
        var path = Path.Combine(_folder, $"{name}.properties");
        File.WriteAllLines(path, properties.Select(each => $"{each.Name}={each.Value}"));
        var xml = new XDocument(
            new XDocumentType("properties", publicId: null, "http://java.sun.com/dtd/properties.dtd", null),
            new XElement("properties", properties.Select(each =>
                new XElement("entry", new XAttribute("key", each.Name), each.Value))));
        xml.Save(path + ".xml");
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
