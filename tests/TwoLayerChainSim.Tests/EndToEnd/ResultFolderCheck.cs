using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>
/// What is wrong with a result folder, judged from its files alone as a stranger would (INTERFACE.md 2.6, checks 8 and 9):
/// the manifest lists every file with its hash, and every table is as the data package describes it.
/// </summary>
internal static class ResultFolderCheck
{
    /// <summary>Files that the manifest cannot or need not list.</summary>
    private static readonly string[] Unlisted = ["manifest.json", "timing.json"];

    /// <summary>Each file but timing.json with its bytes as hexadecimal hash.</summary>
    public static SortedDictionary<string, string> Hashes(string folder) => new(
        Files(folder).Where(file => file != "timing.json").ToDictionary(file => file, file => Hash(Path.Combine(folder, file))),
        StringComparer.Ordinal);

    /// <summary>Everything that is wrong.</summary>
    public static IReadOnlyList<string> Problems(string folder) => [.. ManifestProblems(folder), .. TableProblems(folder)];

    /// <summary>The rows of a table as cells by column.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllText(file).TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    /// <summary>The manifest.</summary>
    public static JsonElement Manifest(string folder) => Json(Path.Combine(folder, "manifest.json"));

    private static IEnumerable<string> ManifestProblems(string folder)
    {
        var listed = Manifest(folder).GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("path").GetString()!);
        foreach (var file in Files(folder).Where(file => !listed.ContainsKey(file) && !Unlisted.Contains(file)))
        {
            yield return $"{file} is not in the manifest";
        }

        foreach (var (file, entry) in listed)
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                yield return $"{file} is missing";
            }
            else if (new FileInfo(path).Length != entry.GetProperty("bytes").GetInt64()
                || Hash(path) != entry.GetProperty("sha256").GetString())
            {
                yield return $"{file} has another hash than the manifest says";
            }
        }
    }

    private static IEnumerable<string> TableProblems(string folder)
    {
        var described = Json(Path.Combine(folder, "datapackage.json")).GetProperty("resources").EnumerateArray().ToList();
        var tables = Files(folder).Where(file => file.EndsWith(".csv", StringComparison.Ordinal));
        return tables.Except(described.Select(table => table.GetProperty("path").GetString()!))
            .Select(file => $"{file} is not described")
            .Concat(described.SelectMany(table => TableProblems(folder, table)));
    }

    private static IEnumerable<string> TableProblems(string folder, JsonElement description)
    {
        var file = description.GetProperty("path").GetString()!;
        var text = File.ReadAllText(Path.Combine(folder, file));
        var bytes = File.ReadAllBytes(Path.Combine(folder, file));
        if (bytes is [0xEF, 0xBB, 0xBF, ..] || text.Contains('\r') || !text.EndsWith('\n'))
        {
            yield return $"{file} has a byte order mark, a carriage return or no last line end";
        }

        var schema = description.GetProperty("schema");
        var columns = schema.GetProperty("fields").EnumerateArray()
            .Select(field => (Name: field.GetProperty("name").GetString()!, Type: field.GetProperty("type").GetString()!)).ToList();
        var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToList();
        if (!lines[0].SequenceEqual(columns.Select(column => column.Name)) || lines.Any(line => line.Length != columns.Count))
        {
            yield return $"{file} has other columns than its description";
            yield break;
        }

        foreach (var (cells, number) in lines.Skip(1).Select((cells, index) => (cells, index + 2)))
        {
            foreach (var (cell, column) in cells.Zip(columns).Where(pair => !IsOf(pair.Second.Type, pair.First)))
            {
                yield return $"{file}:{number}: {column.Name} is '{cell}', not of type {column.Type}";
            }
        }

        var key = schema.GetProperty("primaryKey").EnumerateArray().Select(name => name.GetString()).ToHashSet();
        var keys = lines.Skip(1).Select(cells => string.Join(',', cells.Where((_, i) => key.Contains(columns[i].Name)))).ToList();
        if (keys.Distinct().Count() != keys.Count)
        {
            yield return $"{file} has a primary key twice";
        }
    }

    private static bool IsOf(string type, string cell) => cell.Length == 0 || type switch
    {
        "integer" => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "number" => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value),
        _ => !cell.Contains('"', StringComparison.Ordinal),
    };

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
