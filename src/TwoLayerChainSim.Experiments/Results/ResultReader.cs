using System.Text;
using System.Text.Json;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>Reads finished result folders, and refuses those that are not what their manifest says.</summary>
public static class ResultReader
{
    /// <summary>The manifest of a folder whose files all have the listed size and hash.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="store">The file system.</param>
    /// <exception cref="ResultFolderException">There is no manifest, or a file is missing or changed.</exception>
    public static Manifest Open(string folder, IResultStore store)
    {
        var path = Path.Combine(folder, Manifest.FileName);
        if (store.KindOf(path) != EntryKind.File)
        {
            throw new ResultFolderException($"{folder} has no {Manifest.FileName}: the run was not finished", isBadInput: true);
        }

        Manifest manifest;
        try
        {
            manifest = ResultJson.Read<Manifest>(Encoding.UTF8.GetString(store.Read(path)));
        }
        catch (JsonException e)
        {
            throw new ResultFolderException($"{path} cannot be read: {e.Message}", isBadInput: true, e);
        }

        var wrong = manifest.Files.Select(file => Problem(folder, file, store)).OfType<string>().ToArray();
        return wrong.Length == 0
            ? manifest
            : throw new ResultFolderException($"{folder} is not as it was written: {string.Join("; ", wrong)}", isBadInput: true);
    }

    private static string? Problem(string folder, WrittenFile file, IResultStore store)
    {
        var path = Path.Combine([folder, .. file.Path.Split('/')]);
        if (store.KindOf(path) != EntryKind.File)
        {
            return $"{file.Path} is missing";
        }

        return FileHash.Of(store.Read(path)) == file.Sha256 ? null : $"{file.Path} was changed";
    }
}
