namespace TwoLayerChainSim.Experiments.Results;

/// <summary>What a path leads to.</summary>
public enum EntryKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,
}

/// <summary>
/// The few steps in which results reach a disk. Each is one step of the operating system, so that a test can stop a run, or
/// cut the power, between any two of them. Paths are absolute. A step that fails throws what <see cref="System.IO"/> throws.
/// </summary>
public interface IResultStore
{
    /// <summary>What is at a path.</summary>
    /// <param name="path">The path.</param>
    EntryKind KindOf(string path);

    /// <summary>Names of the files and folders in a folder, in ordinal order.</summary>
    /// <param name="folder">An existing folder.</param>
    IReadOnlyList<string> Entries(string folder);

    /// <summary>Content of a file.</summary>
    /// <param name="path">An existing file.</param>
    byte[] Read(string path);

    /// <summary>Creates a folder and its missing parents; an existing one is left as it is.</summary>
    /// <param name="folder">The folder.</param>
    void CreateFolder(string folder);

    /// <summary>Creates or overwrites a file in place. Until <see cref="Sync"/> a power loss may take any part of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    void Write(string path, ReadOnlySpan<byte> content);

    /// <summary>Adds to the end of a file, which is created when missing. Not durable until <see cref="Sync"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to add.</param>
    void Append(string path, ReadOnlySpan<byte> content);

    /// <summary>Returns when the content of a file is on the disk.</summary>
    /// <param name="path">An existing file.</param>
    void Sync(string path);

    /// <summary>Moves a file (over an existing one) or a folder (to a free name) in one indivisible step.</summary>
    /// <param name="source">An existing file or folder.</param>
    /// <param name="target">Its new path, on the same disk.</param>
    void Move(string source, string target);

    /// <summary>Deletes a file; nothing happens when there is none.</summary>
    /// <param name="path">The file.</param>
    void Delete(string path);

    /// <summary>Takes a lock file that another process cannot take until it is disposed or this process ends.</summary>
    /// <param name="path">The lock file; it is created, and deleted with the lock.</param>
    /// <exception cref="IOException">Someone else holds the lock.</exception>
    IDisposable Lock(string path);
}
