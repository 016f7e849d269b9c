namespace TwoLayerChainSim.Experiments.Results;

/// <summary>The file system of this machine.</summary>
/// <remarks>
/// .NET cannot flush a directory, so after a power loss a just renamed file may be missing; it is never half there.
/// </remarks>
public sealed class DiskStore : IResultStore
{
    /// <inheritdoc/>
    public EntryKind KindOf(string path) =>
        Directory.Exists(path) ? EntryKind.Folder : File.Exists(path) ? EntryKind.File : EntryKind.None;

    /// <inheritdoc/>
    public IReadOnlyList<string> Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public byte[] Read(string path) => File.ReadAllBytes(path);

    /// <inheritdoc/>
    public void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content) => WriteTo(path, FileMode.Create, content);

    /// <inheritdoc/>
    public void Append(string path, ReadOnlySpan<byte> content) => WriteTo(path, FileMode.Append, content);

    /// <inheritdoc/>
    public void Sync(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Move(string source, string target)
    {
        if (Directory.Exists(source))
        {
            Directory.Move(source, target);
        }
        else
        {
            File.Move(source, target, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public IDisposable Lock(string path) =>
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    private static void WriteTo(string path, FileMode mode, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(content);
    }
}
